package org.gradus.probes.internal.curves;

import java.util.Arrays;
import java.util.SplittableRandom;

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
    private static final Normal TIME_SCALE = new Normal(Double.parseDouble(System.getProperty("time", "0")), 1);
    private static final Normal NOISE = new Normal(-7, 2.5);
    private static final double LENGTH_SCALE_VARIANCE = 3;

    private final CurveValues data;
    private final boolean[] categorical;
    private final int dimensions;
    private final Normal lengthScale;

    CurveLikelihood(CurveValues data, boolean[] categorical) {
        this.data = data;
        this.categorical = categorical;
        this.dimensions = categorical.length;
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
        Arrays.fill(gradient, 0);
        CurveKernel kernel = kernel(logs);
        int n = data.size();
        Cholesky factor;
        try {
            factor = Cholesky.of(kernel.matrix(data));
        } catch (ArithmeticException e) {
            return Double.POSITIVE_INFINITY;
        }
        double[] weights = factor.solve(data.values());
        double[][] inverse = factor.inverse();
        double value = (n * Math.log(2 * Math.PI) + factor.logDeterminant() + Vectors.dot(data.values(), weights)) / 2;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                add(kernel, i, j, (inverse[i][j] - weights[i] * weights[j]) * (i == j ? 0.5 : 1), gradient);
            }
        }
        return value + priors(logs, gradient);
    }

    /** ½ tr((K⁻¹ − ααᵀ) ∂K/∂θ), the part of a pair; off the diagonal each counts twice, which cancels the ½. */
    private void add(CurveKernel kernel, int i, int j, double factor, double[] gradient) {
        double[] a = data.places()[i];
        double[] b = data.places()[j];
        double t = data.times()[i];
        double u = data.times()[j];
        add(kernel.end(), a, b, factor, gradient, 0);
        if (t < 1 && u < 1) {
            add(kernel.missing(), a, b, factor * kernel.inTime(t, u), gradient, dimensions + 1);
            double amplitude = kernel.missing().amplitude() + kernel.missing().covariance(a, b);
            gradient[time()] += factor * amplitude * kernel.inTimeSlope(t, u);
        }
        if (data.trials()[i] == data.trials()[j]) {
            gradient[time() + 1] += factor * kernel.trialNoise();
        }
        if (i == j) {
            gradient[time() + 2] += factor * kernel.noise();
        }
    }

    private void add(Kernel kernel, double[] a, double[] b, double factor, double[] gradient, int from) {
        double distance = kernel.distance(a, b);
        gradient[from] += factor * kernel.amplitude() * (1 + Kernel.correlation(distance));
        double common = factor * kernel.amplitude() * Kernel.slopeOverDistance(distance);
        for (int d = 0; d < dimensions; d++) {
            double scale = kernel.lengthScales()[d];
            gradient[from + 1 + d] += common * Kernel.squaredDifference(a[d], b[d], categorical[d]) / (scale * scale);
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
