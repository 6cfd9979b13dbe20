package org.gradus.examples.launcher;

/** Checks that several kinds of options share. */
public final class Options {
    private Options() {}

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
     * Refuses a number that is too high.
     *
     * @throws IllegalArgumentException naming the option
     */
    public static void requireAtMost(String option, long most, long value) {
        if (value > most) {
            throw new IllegalArgumentException(option + " must be at most " + most + ", but was " + value);
        }
    }
}
