package org.gradus.probes.internal.curves;

/**
 * The Matérn covariance with ν = 5/2 and one length scale a dimension (Rasmussen and Williams 2006, equation 4.17):
 * k(r) = σ² (1 + √5 r + 5/3 r²) e^(−√5 r), r² = Σ (dᵢ/ℓᵢ)².
 *
 * <p>In a numeric dimension dᵢ is the distance; in a categorical one it is 0 between equal and 1 between different
 * categories, which is what a one-hot encoding scaled by 1/√2 gives.
 *
 * @param amplitude σ², the variance of the function, positive
 * @param lengthScales ℓᵢ, positive
 * @param categorical whether a dimension is categorical
 */
public record Kernel(double amplitude, double[] lengthScales, boolean[] categorical) {
    private static final double SQRT_5 = Math.sqrt(5);

    /** The squared distance in one dimension, before the length scale. */
    public static double squaredDifference(double a, double b, boolean categorical) {
        double difference = a - b;
        if (categorical) {
            return Math.abs(difference) > 1e-9 ? 1 : 0;
        }
        return difference * difference;
    }

    /** The correlation at a distance in length scales. */
    public static double correlation(double distance) {
        return correlation(distance, decay(distance));
    }

    /** The same where the {@linkplain #decay decay} at the distance is known. */
    public static double correlation(double distance, double decay) {
        double scaled = SQRT_5 * distance;
        return (1 + scaled + scaled * scaled / 3) * decay;
    }

    /**
     * Minus the derivative of the correlation by the distance, over the distance: finite at 0. It is
     * 5/3 (1 + √5 r) e^(−√5 r).
     */
    public static double slopeOverDistance(double distance) {
        return slopeOverDistance(distance, decay(distance));
    }

    /** The same where the {@linkplain #decay decay} at the distance is known. */
    public static double slopeOverDistance(double distance, double decay) {
        return 5.0 / 3 * (1 + SQRT_5 * distance) * decay;
    }

    /** e^(−√5 r), the part of correlation and slope that takes time. */
    public static double decay(double distance) {
        return Math.exp(-SQRT_5 * distance);
    }

    /** The distance between two points in length scales. */
    public double distance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += squaredDifference(a[i], b[i], categorical[i]) / (lengthScales[i] * lengthScales[i]);
        }
        return Math.sqrt(sum);
    }

    /** The covariance of the function's values at two points. */
    public double covariance(double[] a, double[] b) {
        return amplitude * correlation(distance(a, b));
    }
}
