package org.gradus.probes.internal.curves;

import java.util.Arrays;
import java.util.List;

/**
 * What trials came to at some of their epochs: what {@link CurveProcess} is conditioned on.
 *
 * @param places the place of each value's trial in the unit cube
 * @param times the epoch of each value, logarithmic: 0 after the first of a training, 1 after its last
 * @param trials equal numbers for values of one trial
 * @param values higher is better
 */
record CurveValues(double[][] places, double[] times, int[] trials, double[] values) {
    int size() {
        return values.length;
    }

    /** These and the ends of more trainings. */
    CurveValues withEnds(List<double[]> morePlaces, List<Integer> moreTrials, double[] moreValues) {
        int n = size();
        int all = n + moreValues.length;
        double[][] allPlaces = Arrays.copyOf(places, all);
        double[] allTimes = Arrays.copyOf(times, all);
        int[] allTrials = Arrays.copyOf(trials, all);
        double[] allValues = Arrays.copyOf(values, all);
        for (int i = 0; i < moreValues.length; i++) {
            allPlaces[n + i] = morePlaces.get(i);
            allTimes[n + i] = 1;
            allTrials[n + i] = moreTrials.get(i);
            allValues[n + i] = moreValues[i];
        }
        return new CurveValues(allPlaces, allTimes, allTrials, allValues);
    }

    /** The same with mean 0 and, unless all are equal, variance 1. */
    CurveValues standardized() {
        double mean = mean();
        double deviation = deviation();
        double[] standardized =
                Arrays.stream(values).map(v -> (v - mean) / deviation).toArray();
        return new CurveValues(places, times, trials, standardized);
    }

    /** Their mean; 0 of none. */
    double mean() {
        return Arrays.stream(values).average().orElse(0);
    }

    /** Their standard deviation; 1 if all are equal. */
    double deviation() {
        double mean = mean();
        double variance = Arrays.stream(values)
                .map(v -> (v - mean) * (v - mean))
                .average()
                .orElse(0);
        return variance > 0 ? Math.sqrt(variance) : 1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CurveValues that
                && Arrays.equals(values, that.values)
                && Arrays.equals(times, that.times)
                && Arrays.equals(trials, that.trials)
                && Arrays.deepEquals(places, that.places);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(values) + Arrays.deepHashCode(places);
    }
}
