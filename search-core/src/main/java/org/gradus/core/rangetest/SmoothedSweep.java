package org.gradus.core.rangetest;

/**
 * A sweep smoothed against log₁₀ rate: at each place a straight line is fitted with Gaussian weights (local linear
 * regression, Cleveland 1979). Away from the ends this is the centred Gaussian average; at the ends, unlike it, it does
 * not flatten; and it gives the slope with the value.
 *
 * @param values the smoothed loss at each place of a grid
 * @param slopes the change of loss per decade there
 * @param standardErrors of the values, from the noise of single losses
 */
record SmoothedSweep(double[] values, double[] slopes, double[] standardErrors) {
    /** The width of the Gaussian in decades. */
    private static final double SIGMA = 0.3;

    /** Smooths at the places of a grid; beyond the last finite loss the ceiling stands in. */
    static SmoothedSweep of(SweepLosses sweep, double[] grid) {
        double[] x = sweep.logRates();
        int filled = missing(sweep, grid);
        double[] logRates = java.util.Arrays.copyOf(x, x.length + filled);
        double[] losses = java.util.Arrays.copyOf(sweep.losses(), x.length + filled);
        double step = x.length > 1 ? (x[x.length - 1] - x[0]) / (x.length - 1) : SIGMA;
        for (int i = x.length; i < logRates.length; i++) {
            logRates[i] = logRates[i - 1] + step;
            losses[i] = sweep.ceiling();
        }
        SmoothedSweep smoothed =
                new SmoothedSweep(new double[grid.length], new double[grid.length], new double[grid.length]);
        for (int i = 0; i < grid.length; i++) {
            smoothed.fit(i, grid[i], logRates, losses, sweep.noise());
        }
        return smoothed;
    }

    /** How many steps lie between the last finite loss and the end of the grid. */
    private static int missing(SweepLosses sweep, double[] grid) {
        double[] x = sweep.logRates();
        double last = x[x.length - 1];
        double end = grid[grid.length - 1];
        if (x.length < 2 || !(end > last + 1e-9)) {
            return 0;
        }
        double step = (last - x[0]) / (x.length - 1);
        // A window beyond the end, so that the last fit is not one-sided.
        return (int) Math.min(10_000, Math.ceil((end - last + 3 * SIGMA) / step));
    }

    private void fit(int index, double place, double[] x, double[] y, double noise) {
        double sum = 0;
        double first = 0;
        double second = 0;
        double[] weights = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            double distance = (x[i] - place) / SIGMA;
            weights[i] = Math.exp(-distance * distance / 2);
            sum += weights[i];
            first += weights[i] * (x[i] - place);
            second += weights[i] * (x[i] - place) * (x[i] - place);
        }
        double determinant = sum * second - first * first;
        boolean lone = !(determinant > 1e-9 * sum * sum * SIGMA * SIGMA);
        double variance = 0;
        for (int i = 0; i < x.length; i++) {
            double forValue = lone ? weights[i] / sum : weights[i] * (second - first * (x[i] - place)) / determinant;
            double forSlope = lone ? 0 : weights[i] * (sum * (x[i] - place) - first) / determinant;
            values[index] += forValue * y[i];
            slopes[index] += forSlope * y[i];
            variance += forValue * forValue;
        }
        standardErrors[index] = noise * Math.sqrt(variance);
    }
}
