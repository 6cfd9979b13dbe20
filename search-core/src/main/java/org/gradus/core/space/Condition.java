package org.gradus.core.space;

import com.google.common.collect.ImmutableSet;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes a parameter active only while another, earlier one has one of some values.
 *
 * @param parameter the name of the earlier parameter, categorical or integer
 * @param values the values (String or Long) that make the later parameter active, at least one
 */
public record Condition(String parameter, Set<Object> values) {
    public Condition {
        values = ImmutableSet.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a condition on '" + parameter + "' needs at least one value");
        }
        for (Object value : values) {
            if (!(value instanceof String || value instanceof Long)) {
                throw new IllegalArgumentException("a condition on '" + parameter
                        + "' compares with categories or whole numbers, but " + value + " is neither");
            }
        }
    }

    /** Active while the categorical parameter has one of these values. */
    public static Condition when(String parameter, String... values) {
        return new Condition(parameter, ImmutableSet.copyOf((Object[]) values));
    }

    /** Active while the whole number has one of these values. */
    public static Condition when(String parameter, long... values) {
        return new Condition(parameter, Arrays.stream(values).boxed().collect(ImmutableSet.toImmutableSet()));
    }

    /** Whether the later parameter is active where the earlier one has that value, or none. */
    boolean holds(@Nullable Object value) {
        return value != null && values.contains(value);
    }
}
