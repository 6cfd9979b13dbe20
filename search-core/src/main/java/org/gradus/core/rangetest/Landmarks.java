package org.gradus.core.rangetest;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Where the landmarks of a smoothed curve lie, as places of its grid. Without a fall beyond the noise there is none.
 */
record Landmarks(OptionalInt learn, OptionalInt steep, OptionalInt min, OptionalInt unstable) {
    private static final double STANDARD_ERRORS = 3;

    static Landmarks none() {
        return new Landmarks(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());
    }

    /**
     * Finds the landmarks.
     *
     * @param initial the loss before anything was learned
     * @param values the smoothed losses
     * @param slopes their change per decade
     * @param standardErrors of the values
     */
    static Landmarks of(double initial, double[] values, double[] slopes, double[] standardErrors) {
        int min = 0;
        for (int i = 1; i < values.length; i++) {
            min = values[i] < values[min] ? i : min;
        }
        if (!fell(initial, min, values, standardErrors)) {
            return none();
        }
        int learn = min;
        while (learn > 0 && fell(initial, learn - 1, values, standardErrors)) {
            learn--;
        }
        int steep = learn;
        for (int i = learn; i <= min; i++) {
            steep = slopes[i] < slopes[steep] ? i : steep;
        }
        OptionalInt unstable = firstAbove(values, (values[min] + initial) / 2, min + 1);
        return new Landmarks(OptionalInt.of(learn), OptionalInt.of(steep), OptionalInt.of(min), unstable);
    }

    /** Whether the loss lies below the initial one by more than three standard errors, and by two per cent at least. */
    private static boolean fell(double initial, int place, double[] values, double[] standardErrors) {
        double error = Math.hypot(standardErrors[place], standardErrors[0]);
        double least = SweepLosses.LEAST_SHARE * Math.abs(initial);
        return initial - values[place] > Math.max(STANDARD_ERRORS * error, least);
    }

    /** Where one landmark of each of several curves lies on the grid, for those that have it. */
    static double[] places(List<Landmarks> each, Function<Landmarks, OptionalInt> which, double[] grid) {
        return each.stream()
                .map(which)
                .flatMapToInt(OptionalInt::stream)
                .mapToDouble(i -> grid[i])
                .toArray();
    }

    /** The first place from a start on whose value lies above a level. */
    static OptionalInt firstAbove(double[] values, double level, int from) {
        for (int i = from; i < values.length; i++) {
            if (values[i] > level) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }
}
