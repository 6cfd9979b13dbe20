package org.gradus.examples.benchmark;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.gradus.core.curve.CurveStatistics;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.study.StudyView;

/**
 * Takes the processor time of proposals, each for a study of its own, so that nothing remembered of an earlier one helps. A
 * third of the time warms up. Processor time, because strategies work in the thread that asks them, and other work on the
 * machine does not count then.
 *
 * @param seconds how long a measurement goes on, above 0; at least three proposals are measured
 */
record ProposalTime(double seconds) {
    private static final int LEAST = 3;
    private static final int MOST = 101;
    private static final double NANOS = 1e9;
    private static final double NANOS_PER_MILLI = 1e6;

    ProposalTime {
        if (!(seconds > 0 && seconds <= 3600)) {
            throw new IllegalArgumentException(
                    "the seconds of a measurement must be in (0, 3600], but were " + seconds);
        }
    }

    /** The median milliseconds of a proposal; empty if the first one takes longer than the whole measurement may. */
    OptionalDouble median(Strategy strategy, FinishedStudy history) {
        long begin = processorNanos();
        long seed = 1;
        do {
            if (millis(strategy, history, seed++) > 1000 * seconds) {
                return OptionalDouble.empty();
            }
        } while (secondsSince(begin) < seconds / 3);
        List<Double> taken = new ArrayList<>();
        while (taken.size() < LEAST || (taken.size() < MOST && secondsSince(begin) < seconds)) {
            taken.add(millis(strategy, history, seed++));
        }
        return OptionalDouble.of(CurveStatistics.median(
                taken.stream().mapToDouble(Double::doubleValue).toArray()));
    }

    private static double millis(Strategy strategy, FinishedStudy history, long seed) {
        StudyView view = history.view(seed);
        SplittableRandom random = new SplittableRandom(seed);
        long start = processorNanos();
        strategy.propose(view, random);
        return (processorNanos() - start) / NANOS_PER_MILLI;
    }

    /** The processor time of this thread. */
    static long processorNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** The seconds of processor time of this thread since {@link #processorNanos} was {@code begin}. */
    static double secondsSince(long begin) {
        return (processorNanos() - begin) / NANOS;
    }
}
