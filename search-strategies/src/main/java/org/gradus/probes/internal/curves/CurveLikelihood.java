package org.gradus.probes.internal.curves;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleBinaryOperator;

/**
 * The negative logarithm of (marginal likelihood x prior) of a {@link CurveKernel}, and its gradient.
 *
 * <p>The likelihood is Rasmussen and Williams (2006), equations 5.8 and 5.9. The prior of a length scale is that of Hvarfner,
 * Hellsten and Nardi, "Vanilla Bayesian Optimization Performs Great in High Dimensions" (2024, arXiv 2402.02229), in the form of
 * BoTorch 0.12: LogNormal(√2 + ln(d)/2, √3), so that a function of more parameters is believed to be smoother in each. As there,
 * its density is that of the length scale; by its logarithm it is a normal density around √2 + ln(d)/2 − 3. The other priors are
 * wide: values have a variance of about 1.
 *
 * <p>The parameters are (ln σ_f², ln ℓ₁, …, ln ℓ_d of k_f, the same of k_g, ln ℓ_t, ln of the
 * trial's noise, ln of the noise).
 */
final class CurveLikelihood {
    private static final Normal AMPLITUDE = new Normal(0, 1);
    private static final Normal TIME_SCALE = new Normal(0, 1);
    private static final Normal NOISE = new Normal(-7, 2.5);
    private static final double LENGTH_SCALE_VARIANCE = 3;

    private final CurveValues data;
    private final boolean[] categorical;
    private final int dimensions;
    private final Normal lengthScale;
    /** The different epochs, rising, and the index of each value's. */
    private final double[] times;

    private final int[] epochs;

    CurveLikelihood(CurveValues data, boolean[] categorical) {
        this.data = data;
        this.categorical = categorical;
        this.dimensions = categorical.length;
        this.times = Arrays.stream(data.times()).sorted().distinct().toArray();
        this.epochs = Arrays.stream(data.times())
                .mapToInt(t -> Arrays.binarySearch(times, t))
                .toArray();
        double mean = Math.sqrt(2) + Math.log(dimensions) / 2;
        this.lengthScale = new Normal(mean - LENGTH_SCALE_VARIANCE, Math.sqrt(LENGTH_SCALE_VARIANCE));
    }

    private int time() {
        return 2 * dimensions + 2;
    }

    CurveKernel kernel(double[] logs) {
        return new CurveKernel(
                kernel(logs, 0),
                kernel(logs, dimensions + 1),
                Math.exp(logs[time()]),
                Math.exp(logs[time() + 1]),
                Math.exp(logs[time() + 2]));
    }

    private Kernel kernel(double[] logs, int from) {
        double[] lengthScales = new double[dimensions];
        for (int d = 0; d < dimensions; d++) {
            lengthScales[d] = Math.exp(logs[from + 1 + d]);
        }
        return new Kernel(Math.exp(logs[from]), lengthScales, categorical);
    }

    /**
     * The value; the gradient by the parameters is written into an array.
     *
     * @param gradient where the gradient goes, as long as {@code logs}
     * @return infinity where the covariance matrix cannot be factored
     */
    double at(double[] logs, double[] gradient) {
        CurveKernel kernel = kernel(logs);
        double[][] inTime = table(kernel::inTime);
        Pairs ends = new Pairs(kernel.end());
        Pairs missing = new Pairs(kernel.missing());
        int n = data.size();
        double[][] matrix = new double[n][];
        for (int i = 0; i < n; i++) {
            matrix[i] = new double[i + 1];
            for (int j = 0; j <= i; j++) {
                matrix[i][j] = ends.covariance[i][j]
                        + missing.covariance[i][j] * inTime[epochs[i]][epochs[j]]
                        + (data.trials()[i] == data.trials()[j] ? kernel.trialNoise() : 0);
            }
            matrix[i][i] += kernel.noise();
        }
        Cholesky factor;
        try {
            factor = Cholesky.of(matrix);
        } catch (ArithmeticException e) {
            return Double.POSITIVE_INFINITY;
        }
        double[] weights = factor.solve(data.values());
        Arrays.fill(gradient, 0);
        double[][] slope = factor.inverse();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                // ½ tr((K⁻¹ − ααᵀ) ∂K/∂θ); off the diagonal each pair counts twice, which cancels the factor ½.
                slope[i][j] = (slope[i][j] - weights[i] * weights[j]) * (i == j ? 0.5 : 1);
            }
        }
        addNoises(kernel, slope, gradient);
        gradient[time()] = addTime(table(kernel::inTimeSlope), missing, slope);
        ends.add(slope, gradient, 0);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                slope[i][j] *= inTime[epochs[i]][epochs[j]];
            }
        }
        missing.add(slope, gradient, dimensions + 1);
        double value = (n * Math.log(2 * Math.PI) + factor.logDeterminant() + Vectors.dot(data.values(), weights)) / 2;
        return value + priors(logs, gradient);
    }

    private void addNoises(CurveKernel kernel, double[][] slope, double[] gradient) {
        for (int i = 0; i < slope.length; i++) {
            for (int j = 0; j <= i; j++) {
                if (data.trials()[i] == data.trials()[j]) {
                    gradient[time() + 1] += slope[i][j] * kernel.trialNoise();
                }
            }
            gradient[time() + 2] += slope[i][i] * kernel.noise();
        }
    }

    private double addTime(double[][] inTimeSlope, Pairs missing, double[][] slope) {
        double sum = 0;
        for (int i = 0; i < slope.length; i++) {
            for (int j = 0; j <= i; j++) {
                sum += slope[i][j] * missing.covariance[i][j] * inTimeSlope[epochs[i]][epochs[j]];
            }
        }
        return sum;
    }

    /** A function of two epochs, by the indices of the epochs. */
    private double[][] table(DoubleBinaryOperator function) {
        return Arrays.stream(times)
                .mapToObj(t -> Arrays.stream(times)
                        .map(u -> function.applyAsDouble(t, u))
                        .toArray())
                .toArray(double[][]::new);
    }

    /** What a kernel, with 1 added, gives for all pairs of places. */
    private final class Pairs {
        private final Kernel kernel;
        private final double[][] covariance = new double[data.size()][];
        private final double[][] slope = new double[data.size()][];

        Pairs(Kernel kernel) {
            this.kernel = kernel;
            for (int i = 0; i < covariance.length; i++) {
                covariance[i] = new double[i + 1];
                slope[i] = new double[i + 1];
                for (int j = 0; j <= i; j++) {
                    double distance = kernel.distance(data.places()[i], data.places()[j]);
                    double decay = Kernel.decay(distance);
                    covariance[i][j] = kernel.amplitude() * (1 + Kernel.correlation(distance, decay));
                    slope[i][j] = kernel.amplitude() * Kernel.slopeOverDistance(distance, decay);
                }
            }
        }

        /** Adds the derivatives by the logarithms of amplitude and length scales. */
        void add(double[][] factor, double[] gradient, int from) {
            for (int i = 0; i < covariance.length; i++) {
                double[] a = data.places()[i];
                for (int j = 0; j <= i; j++) {
                    double[] b = data.places()[j];
                    gradient[from] += factor[i][j] * covariance[i][j];
                    double common = factor[i][j] * slope[i][j];
                    for (int d = 0; d < dimensions; d++) {
                        gradient[from + 1 + d] += common * Kernel.squaredDifference(a[d], b[d], categorical[d]);
                    }
                }
            }
            for (int d = 0; d < dimensions; d++) {
                gradient[from + 1 + d] /= kernel.lengthScales()[d] * kernel.lengthScales()[d];
            }
        }
    }

    /** Where the prior is highest. */
    double[] mode() {
        double[] mode = new double[time() + 3];
        for (int i = 0; i < mode.length; i++) {
            mode[i] = prior(i).mean;
        }
        return mode;
    }

    /** Parameters drawn from the prior. */
    double[] draw(SplittableRandom random) {
        double[] drawn = mode();
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] += prior(i).deviation * random.nextGaussian();
        }
        return drawn;
    }

    /** Of the logarithm of a parameter. */
    private record Normal(double mean, double deviation) {}

    private Normal prior(int parameter) {
        if (parameter == time()) {
            return TIME_SCALE;
        }
        if (parameter > time()) {
            return NOISE;
        }
        return parameter == 0 || parameter == dimensions + 1 ? AMPLITUDE : lengthScale;
    }

    private double priors(double[] logs, double[] gradient) {
        double sum = 0;
        for (int i = 0; i < logs.length; i++) {
            Normal prior = prior(i);
            double distance = (logs[i] - prior.mean) / prior.deviation;
            sum += distance * distance / 2;
            gradient[i] += distance / prior.deviation;
        }
        return sum;
    }
}
