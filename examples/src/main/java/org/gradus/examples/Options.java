package org.gradus.examples;

/** Checks that several kinds of options share. */
final class Options {
    private Options() {}

    static void requireAtLeast(String option, long least, long value) {
        if (value < least) {
            throw new IllegalArgumentException(option + " must be at least " + least + ", but was " + value);
        }
    }
}
