package org.gradus.reports.internal.importance;

import java.util.stream.IntStream;

/** Holm's step-down adjustment of p-values for several tests at once (Scandinavian Journal of Statistics 6, 1979). */
final class Holm {
    private Holm() {}

    /** The adjusted p-values, in the order given, each in [0, 1]. */
    static double[] adjust(double[] pValues) {
        int[] order = IntStream.range(0, pValues.length)
                .boxed()
                .sorted((a, b) -> Double.compare(pValues[a], pValues[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] adjusted = new double[pValues.length];
        double highest = 0;
        for (int i = 0; i < order.length; i++) {
            highest = Math.max(highest, Math.min(1, (order.length - i) * pValues[order[i]]));
            adjusted[order[i]] = highest;
        }
        return adjusted;
    }
}
