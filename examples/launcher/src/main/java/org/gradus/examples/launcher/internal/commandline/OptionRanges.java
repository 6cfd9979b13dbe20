package org.gradus.examples.launcher.internal.commandline;

import org.jspecify.annotations.Nullable;

/** The ranges that numbers of a command line must lie in. */
public final class OptionRanges {
    private OptionRanges() {}

    /**
     * Refuses a number that is too low.
     *
     * @throws IllegalArgumentException naming the option
     */
    public static void requireAtLeast(String option, long least, long value) {
        if (value < least) {
            throw new IllegalArgumentException(option + " must be at least " + least + ", but was " + value);
        }
    }

    /**
     * Refuses a number that is too low or too high; none is fine.
     *
     * @throws IllegalArgumentException naming the option
     */
    public static void requireBetween(String option, long least, long most, @Nullable Integer value) {
        if (value == null) {
            return;
        }
        requireAtLeast(option, least, value);
        if (value > most) {
            throw new IllegalArgumentException(option + " must be at most " + most + ", but was " + value);
        }
    }

    /**
     * Refuses a number that is not above 0, or too high.
     *
     * @throws IllegalArgumentException naming the option
     */
    public static void requirePositive(String option, int most, double value) {
        if (!(value > 0 && value <= most)) {
            throw new IllegalArgumentException(option + " must be in (0, " + most + "], but was " + value);
        }
    }
}
