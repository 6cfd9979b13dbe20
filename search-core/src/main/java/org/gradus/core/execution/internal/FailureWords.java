package org.gradus.core.execution.internal;

import com.google.common.base.Throwables;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Describes an exception of code outside Gradus. Such an exception may be as broken as the code that throws it: its causes
 * may go round in a circle, its message may throw. These never throw, and are never blank, unless memory is used up.
 */
public final class FailureWords {
    private FailureWords() {}

    /** Its class and its message. */
    public static String words(Throwable failure) {
        return orClassName(failure, failure::toString);
    }

    /** The message, or where there is none its class. */
    static String message(Throwable failure) {
        return orClassName(failure, failure::getMessage);
    }

    /** The exception from which the others came; where causes go round in a circle, the last one of it. */
    static Throwable root(Throwable failure) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Throwable root = failure;
        for (Throwable next = failure; next != null && seen.add(next); next = cause(next)) {
            root = next;
        }
        return root;
    }

    private static @Nullable Throwable cause(Throwable failure) {
        try {
            return failure.getCause();
        } catch (Throwable e) {
            return null;
        }
    }

    /** The stack trace; of an exception that cannot be printed, its class and where it was thrown. */
    public static String stackTrace(Throwable failure) {
        try {
            return Throwables.getStackTraceAsString(failure);
        } catch (Throwable e) {
            return Stream.of(failure.getStackTrace())
                    .map(frame -> "\n\tat " + frame)
                    .collect(Collectors.joining("", failure.getClass().getName(), "\n"));
        }
    }

    private static String orClassName(Throwable failure, Supplier<@Nullable String> words) {
        try {
            String said = words.get();
            if (said != null && !said.isBlank()) {
                return said;
            }
        } catch (Throwable e) {
            return failure.getClass().getName() + ", whose message cannot be read";
        }
        return failure.getClass().getName();
    }
}
