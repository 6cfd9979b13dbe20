package org.gradus.strategies.internal.bayesian;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * What a Gaussian process is fitted to: values at points of the unit cube, replicates pooled.
 *
 * <p>Equal points become one, with the mean of their values and noise variance σₙ²/count. Pooling loses nothing: the
 * likelihood of normal replicates depends on them through mean, count and the sum of squares about the mean, which is
 * kept too. Points are ordered by their coordinates, so that the order in which trials ended changes nothing, not even
 * rounding.
 *
 * @param points different points
 * @param means the mean value at each point
 * @param counts how many values were pooled at each point
 * @param squaresWithin the sum over all points of squared deviations from the point's mean
 */
record Observations(double[][] points, double[] means, int[] counts, double squaresWithin) {
    /** Pools values at points. */
    static Observations of(double[][] points, double[] values) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < points.length; i++) {
            order.add(i);
        }
        order.sort(Comparator.<Integer, double[]>comparing(i -> points[i], Arrays::compare)
                .thenComparing(i -> values[i]));
        List<double[]> places = new ArrayList<>();
        List<double[]> groups = new ArrayList<>();
        for (int from = 0; from < order.size(); ) {
            int until = from;
            double[] place = points[order.get(from)];
            while (until < order.size() && Arrays.equals(points[order.get(until)], place)) {
                until++;
            }
            places.add(place.clone());
            groups.add(order.subList(from, until).stream()
                    .mapToDouble(i -> values[i])
                    .toArray());
            from = until;
        }
        double[] means = groups.stream()
                .mapToDouble(g -> Arrays.stream(g).sum() / g.length)
                .toArray();
        double within = 0;
        for (int i = 0; i < means.length; i++) {
            for (double value : groups.get(i)) {
                within += (value - means[i]) * (value - means[i]);
            }
        }
        int[] counts = groups.stream().mapToInt(g -> g.length).toArray();
        return new Observations(places.toArray(double[][]::new), means, counts, within);
    }

    int size() {
        return means.length;
    }

    /** How many values there were before pooling. */
    int total() {
        return Arrays.stream(counts).sum();
    }
}
