package org.gradus.probes.internal.curves;

import org.apache.commons.math3.special.Erf;

/**
 * The logarithm of expected improvement, stable where the improvement is far below what a double can hold (Ament,
 * Daulton, Eriksson, Balandat and Bakshy, "Unexpected Improvements to Expected Improvement", 2023, arXiv 2310.20708,
 * equations 9 and 14).
 */
public final class ExpectedImprovement {
    private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);
    /** Below it, 1 + √(π/2) z erfcx(−z/√2) loses digits to cancellation and its series has them all. */
    private static final double SERIES_BELOW = -25;

    private ExpectedImprovement() {}

    /**
     * ln E[max(f − incumbent, 0)] for f ~ N(mean, deviation²).
     *
     * @param deviation positive
     */
    public static double log(double mean, double deviation, double incumbent) {
        return Math.log(deviation) + logH((mean - incumbent) / deviation);
    }

    /** ln(φ(z) + z Φ(z)). */
    public static double logH(double z) {
        if (z >= SERIES_BELOW) {
            double density = Math.exp(-z * z / 2 - HALF_LOG_TWO_PI);
            return Math.log(density + z * 0.5 * Erf.erfc(-z / Math.sqrt(2)));
        }
        // 1 + √(π/2) z erfcx(−z/√2) by the asymptotic series of erfcx (Abramowitz and Stegun 7.1.23):
        // z⁻² (1 − 3 z⁻² + 15 z⁻⁴ − 105 z⁻⁶ + …); at z = −25 the fifth term is below 1e-11.
        double q = 1 / (z * z);
        double series = 1 - 3 * q * (1 - 5 * q * (1 - 7 * q * (1 - 9 * q * (1 - 11 * q))));
        return -z * z / 2 - HALF_LOG_TWO_PI + Math.log(q) + Math.log(series);
    }

    /** The derivative of {@link #logH}: Φ(z) / (φ(z) + z Φ(z)). */
    public static double slopeOfLogH(double z) {
        // Below, by the series of Mills' ratio: −z (1 + 2 z⁻² + O(z⁻⁴)).
        return z >= SERIES_BELOW ? 0.5 * Erf.erfc(-z / Math.sqrt(2)) * Math.exp(-logH(z)) : -z - 2 / z;
    }
}
