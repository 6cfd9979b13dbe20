package org.gradus.core.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.IntFunction;

/**
 * How the work that something takes grows with the size of a study, counted in what it allocates: unlike its time, that does
 * not depend on the machine. What is quadratic allocates four times as much for twice the size, what is linear twice as much;
 * a compiler that is warm by then can only make it less.
 */
public final class Allocation {
    /** Between twice and four times. */
    private static final double MOST = 3;

    /** Between once and twice. */
    private static final double LEAST = 1.5;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocation() {}

    /**
     * Fails if the work grows faster than the size.
     *
     * @param work what is measured for a size; what it needs is made before
     * @param size the smaller of the two sizes that are compared
     */
    public static void assertGrowsWithSize(IntFunction<Runnable> work, int size) {
        assertGrowth(work, size, MOST);
    }

    /**
     * Fails if the work grows with the size at all.
     *
     * @param work as for {@link #assertGrowsWithSize}
     * @param size the smaller of the two sizes that are compared
     */
    public static void assertDoesNotGrow(IntFunction<Runnable> work, int size) {
        assertGrowth(work, size, LEAST);
    }

    private static void assertGrowth(IntFunction<Runnable> work, int size, double limit) {
        Runnable small = work.apply(size);
        Runnable large = work.apply(2 * size);
        small.run(); // Classes are loaded once.
        long once = bytes(small);
        long twice = bytes(large);

        assertThat(twice / (double) once)
                .as("bytes allocated for " + 2 * size + " over those for " + size + ": " + twice + " over " + once)
                .isLessThan(limit);
    }

    private static long bytes(Runnable work) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        work.run();
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
