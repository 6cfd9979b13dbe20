package org.gradus.strategies.internal.bayesian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.gradus.probes.internal.curves.Kernel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GaussianProcessTest {
    private static final double[][] POINTS = {{0.1, 0.2}, {0.4, 0.9}, {0.75, 0.35}, {0.9, 0.8}};
    private static final double[] VALUES = {0.3, -0.5, 0.8, -0.1};
    private static final boolean[] NUMERIC = {false, false};

    @Test
    void posteriorAgreesWithScikitLearn() {
        // scikit-learn 1.9.1: GaussianProcessRegressor(ConstantKernel(0.6) * Matern([0.3, 0.8], nu=2.5), alpha=0.01,
        // optimizer=None).fit(POINTS, VALUES).predict(p, return_std=True), the deviation squared.
        GaussianProcess process = process();
        double[][] places = {{0.5, 0.5}, {0.1, 0.2}, {1, 0}};
        double[] means = {0.11417217262773205, 0.29145725257027455, 0.39404867924344145};
        double[] variances = {0.16076764900008644, 0.009813071511536207, 0.39335841841690156};
        for (int i = 0; i < places.length; i++) {
            assertThat(process.mean(places[i])).isCloseTo(means[i], within(1e-12));
            assertThat(process.at(places[i]).variance()).isCloseTo(variances[i], within(1e-12));
        }
    }

    private static GaussianProcess process() {
        Kernel kernel = new Kernel(0.6, new double[] {0.3, 0.8}, NUMERIC);
        return new GaussianProcess(kernel, 0.01, Observations.of(POINTS, VALUES));
    }

    @Test
    void oneObservationAgreesWithTheFormula() {
        // One observation y at x: mean k(x, x') y / (σ² + σₙ²), variance σ² − k² / (σ² + σₙ²); with r = 1 and
        // k = 2 (1 + √5 + 5/3) e^(−√5).
        Kernel kernel = new Kernel(2, new double[] {0.5}, new boolean[] {false});
        GaussianProcess process =
                new GaussianProcess(kernel, 0.5, Observations.of(new double[][] {{0.25}}, new double[] {3}));
        double covariance = 2 * (1 + Math.sqrt(5) + 5.0 / 3) * Math.exp(-Math.sqrt(5));
        assertThat(process.mean(new double[] {0.75})).isCloseTo(covariance * 3 / 2.5, within(1e-14));
        assertThat(process.at(new double[] {0.75}).variance())
                .isCloseTo(2 - covariance * covariance / 2.5, within(1e-14));
    }

    @Test
    void replicatesCountAsOnePointWithMoreEvidence() {
        // Pooling is exact: three values at a point with noise σₙ² are their mean with noise σₙ²/3.
        Kernel kernel = new Kernel(1, new double[] {1}, new boolean[] {false});
        double[][] points = {{0.5}, {0.5}, {0.5}};
        Observations pooled = Observations.of(points, new double[] {1, 2, 6});
        assertThat(pooled.size()).isEqualTo(1);
        assertThat(pooled.squaresWithin()).isEqualTo(4 + 1 + 9);
        GaussianProcess process = new GaussianProcess(kernel, 0.3, pooled);
        assertThat(process.mean(new double[] {0.5})).isCloseTo(3 / 1.1, within(1e-14));
        assertThat(process.at(new double[] {0.5}).variance()).isCloseTo(1 - 1 / 1.1, within(1e-14));
    }

    @Test
    void categoriesAreAllEquallyFarApart() {
        Kernel kernel = new Kernel(1, new double[] {1}, new boolean[] {true});
        double near = kernel.covariance(new double[] {1.0 / 6}, new double[] {0.5});
        assertThat(kernel.covariance(new double[] {1.0 / 6}, new double[] {5.0 / 6}))
                .isEqualTo(near);
        assertThat(kernel.covariance(new double[] {0.5}, new double[] {0.5})).isEqualTo(1);
    }

    @Test
    void likelihoodAndGradientAgreeWithScikitLearn() {
        // scikit-learn 1.9.1: log_marginal_likelihood(eval_gradient=True) of ConstantKernel(0.6) * Matern([0.3, 0.8],
        // nu=2.5) + WhiteKernel(0.01) gives -4.126544278733063 and, by (ln σ², ln ℓ₁, ln ℓ₂, ln σₙ²),
        // (-0.17523887915890723, -0.44953026263447843, -1.107089073295739, 0.030162205167762548).
        // Here the parameters are ln ℓ², which halves the derivative; the priors, 0.01 ln(v/mode)², are added by hand.
        MarginalLikelihood likelihood = new MarginalLikelihood(Observations.of(POINTS, VALUES), NUMERIC);
        double[] squared = {0.6, 0.3 * 0.3, 0.8 * 0.8, 0.01};
        double[] modes = {0.039, 0.5, 0.5, 0.0039};
        double[] expected = {0.17523887915890723, 0.44953026263447843 / 2, 1.107089073295739 / 2, -0.030162205167762548
        };
        double value = 4.126544278733063;
        double[] logs = new double[4];
        for (int i = 0; i < 4; i++) {
            logs[i] = Math.log(squared[i]);
            double distance = Math.log(squared[i] / modes[i]);
            value += 0.01 * distance * distance;
            expected[i] += 0.02 * distance;
        }
        double[] gradient = new double[4];
        assertThat(likelihood.at(logs, gradient)).isCloseTo(value, within(1e-10));
        assertThat(gradient).containsExactly(expected, within(1e-10));
    }

    @Test
    void replicatesEnterTheLikelihoodExactly() {
        // The pooled likelihood must be that of the full data: n = 2 values a, b at one point, covariance
        // σ² 11ᵀ + σₙ² I: ln N = −½ [2 ln 2π + ln(σₙ² (2σ² + σₙ²)) + (a−b)²/(2σₙ²) + (a+b)²/(2(2σ² + σₙ²))].
        double amplitude = 0.7;
        double noise = 0.2;
        double a = 0.9;
        double b = 0.4;
        Observations twice = Observations.of(new double[][] {{0.3}, {0.3}}, new double[] {a, b});
        MarginalLikelihood likelihood = new MarginalLikelihood(twice, new boolean[] {false});
        double[] logs = {Math.log(amplitude), Math.log(0.5), Math.log(noise)};
        double wide = 2 * amplitude + noise;
        double exact = 0.5
                * (2 * Math.log(2 * Math.PI)
                        + Math.log(noise * wide)
                        + (a - b) * (a - b) / (2 * noise)
                        + (a + b) * (a + b) / (2 * wide));
        // Pooling leaves out a constant for each extra replicate: ½ ln 2π + ½ ln(count).
        double constant = 0.5 * Math.log(2 * Math.PI) + 0.5 * Math.log(2);
        double priors = 0.01 * (Math.pow(Math.log(amplitude / 0.039), 2) + Math.pow(Math.log(noise / 0.0039), 2));
        assertThat(likelihood.at(logs, new double[3])).isCloseTo(exact - constant + priors, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void fittingFindsTheLengthScaleThatMadeTheData(long seed) {
        // A sine of period 0.7 is smooth on a scale of some tenths; 25 points without noise must show that the noise is
        // small beside the amplitude and predict a place left out to within a hundredth.
        Random random = new Random(seed);
        double[][] points = new double[25][1];
        double[] values = new double[25];
        for (int i = 0; i < 25; i++) {
            points[i][0] = random.nextDouble();
            values[i] = 0.3 * Math.sin(points[i][0] * 2 * Math.PI / 0.7);
        }
        GaussianProcess process =
                GaussianProcessFit.fit(Observations.of(points, values), new boolean[] {false}, new Random(seed));
        assertThat(process.noise()).isLessThan(1e-3 * process.kernel().amplitude());
        assertThat(process.mean(new double[] {0.5})).isCloseTo(0.3 * Math.sin(Math.PI / 0.7), within(0.01));
    }

    @Test
    void theOrderOfObservationsChangesNothing() {
        double[][] shuffled = {POINTS[2], POINTS[0], POINTS[3], POINTS[1]};
        double[] values = {VALUES[2], VALUES[0], VALUES[3], VALUES[1]};
        double[] place = {0.33, 0.44};
        Random random = new Random(1);
        Random again = new Random(1);
        assertThat(GaussianProcessFit.fit(Observations.of(shuffled, values), NUMERIC, again)
                        .mean(place))
                .isEqualTo(GaussianProcessFit.fit(Observations.of(POINTS, VALUES), NUMERIC, random)
                        .mean(place));
    }
}
