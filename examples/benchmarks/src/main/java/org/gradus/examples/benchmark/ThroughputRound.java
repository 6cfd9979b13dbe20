package org.gradus.examples.benchmark;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * What one round measured, in images a second: everything once, close together in time, so that a machine that is slower for
 * a while is slower for all.
 *
 * @param plain unchanged Deeplearning4j
 * @param bare Deeplearning4j with Gradus's settings
 * @param one one session
 * @param two two sessions in two threads, together
 * @param pytorch PyTorch, where there is one
 */
record ThroughputRound(double plain, double bare, double one, double two, OptionalDouble pytorch) {
    /** The median over rounds; of an even number the mean of the two in the middle. */
    static <T> double median(List<T> rounds, ToDoubleFunction<T> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
