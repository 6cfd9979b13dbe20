package org.gradus.examples.launcher.commands;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which of some options were given.
 *
 * @param names of those that were
 */
record GivenOptions(List<String> names) {
    /** None yet. */
    static GivenOptions none() {
        return new GivenOptions(List.of());
    }

    static GivenOptions of(String name, @Nullable Object value) {
        return none().and(name, value);
    }

    /** With another option, if it has a value. */
    GivenOptions and(String name, @Nullable Object value) {
        return and(name, value != null);
    }

    /** With another option, if it was given. */
    GivenOptions and(String name, boolean given) {
        if (!given) {
            return this;
        }
        List<String> more = new ArrayList<>(names);
        more.add(name);
        return new GivenOptions(List.copyOf(more));
    }

    /**
     * Refuses options that cannot go with others.
     *
     * @param why follows their names: {@code go with ...}
     */
    static void refuse(List<String> given, String why) {
        if (!given.isEmpty()) {
            throw new IllegalStateException(String.join(", ", given) + " " + why);
        }
    }
}
