package org.gradus.core.testkit;

import java.util.stream.IntStream;

/** The seeds of tests that hold for any random case: fifty fixed ones, or the one of {@code -Dtest.seed=}. */
public final class TestSeeds {
    private TestSeeds() {}

    /** For {@code @MethodSource("org.gradus.core.testkit.TestSeeds#fifty")}. */
    public static IntStream fifty() {
        String replay = System.getProperty("test.seed");
        return replay == null ? IntStream.range(0, 50) : IntStream.of(Integer.parseInt(replay));
    }
}
