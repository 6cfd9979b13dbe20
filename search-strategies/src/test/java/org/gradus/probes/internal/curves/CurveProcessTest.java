package org.gradus.probes.internal.curves;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Expected values by NumPy 2.4.6: the covariance of {@link CurveKernel} written down as matrices, its determinant and solutions by
 * numpy.linalg, derivatives by central differences of sixth order (hyperparameters) and of second order (places).
 */
class CurveProcessTest {
    private static final boolean[] NUMERIC = {false, false};
    private static final CurveValues VALUES = new CurveValues(
            new double[][] {{0.1, 0.2}, {0.1, 0.2}, {0.4, 0.9}, {0.75, 0.35}, {0.75, 0.35}, {0.9, 0.8}},
            new double[] {0.4, 1, 0.4, 0.4, 0.7, 1},
            new int[] {1, 1, 2, 3, 3, 4},
            new double[] {0.3, 0.5, -1.2, 0.4, 0.8, -0.6});

    /** σ_f², its length scales, σ_g², its length scales, ℓ_t, the noise of a trial, the noise of a value. */
    private static final double[] LOGS = Arrays.stream(new double[] {0.6, 0.3, 0.8, 0.4, 0.7, 0.5, 0.5, 0.02, 0.01})
            .map(Math::log)
            .toArray();

    private static final double[][] PLACES = {{0.5, 0.5}, {0.75, 0.35}, {1, 0}};

    private static CurveLikelihood likelihood() {
        return new CurveLikelihood(VALUES, NUMERIC);
    }

    private static CurveProcess process() {
        return CurveProcess.of(likelihood().kernel(LOGS), VALUES);
    }

    @Test
    void likelihoodAndGradientAgreeWithNumPy() {
        double[] gradient = new double[LOGS.length];
        assertThat(likelihood().at(LOGS, gradient)).isCloseTo(9.732949059916344, within(1e-10));
        assertThat(gradient)
                .containsExactly(
                        new double[] {
                            -0.7977346261176818,
                            0.31479519964629316,
                            1.7245258197105133,
                            -0.6642609938928956,
                            0.18679405649324465,
                            0.3386922228712249,
                            -0.5419054920843122,
                            0.392980078151813,
                            0.39177402701158215
                        },
                        within(1e-9));
    }

    @Test
    void endsAgreeWithNumPy() {
        double[] means = {-0.06214677363640429, 0.3543818284470054, 0.10156926904852759};
        double[] variances = {0.30597381155836967, 0.1360691688197928, 0.4639604992514522};
        for (int i = 0; i < PLACES.length; i++) {
            Posterior.Prediction end = process().at(PLACES[i]);
            assertThat(process().mean(PLACES[i])).isCloseTo(means[i], within(1e-12));
            assertThat(end.mean()).isCloseTo(means[i], within(1e-12));
            assertThat(end.variance()).isCloseTo(variances[i], within(1e-12));
        }
    }

    @Test
    void gradientsOfEndsAgreeWithNumPy() {
        double[][] means = {
            {1.4267018598194263, -1.2251390011371737},
            {-0.9964140061380354, -1.0931030981375933},
            {-1.680728374187784, -0.43613410650247814}
        };
        double[][] variances = {
            {-0.04199236588453559, -0.18488231974256306},
            {-0.44659501923227646, -0.19240970972056456},
            {0.9779495307615792, -0.4619579093589898}
        };
        for (int i = 0; i < PLACES.length; i++) {
            double[] mean = new double[2];
            double[] variance = new double[2];
            Posterior.Prediction end = process().at(PLACES[i], mean, variance);
            assertThat(end.variance()).isCloseTo(process().at(PLACES[i]).variance(), within(1e-12));
            assertThat(mean).containsExactly(means[i], within(1e-6));
            assertThat(variance).containsExactly(variances[i], within(1e-6));
        }
    }

    /** Four parameters more, which say nothing: the covariances stay the same. */
    @Test
    void ofSixParametersVariancesAndTheirGradientsAreThrice() {
        CurveKernel kernel = likelihood().kernel(LOGS);
        CurveValues values = new CurveValues(
                Arrays.stream(VALUES.places()).map(CurveProcessTest::six).toArray(double[][]::new),
                VALUES.times(),
                VALUES.trials(),
                VALUES.values());
        CurveProcess process = CurveProcess.of(
                new CurveKernel(
                        six(kernel.end()),
                        six(kernel.missing()),
                        kernel.timeScale(),
                        kernel.trialNoise(),
                        kernel.noise()),
                values);
        for (double[] place : PLACES) {
            double[] mean = new double[2];
            double[] variance = new double[2];
            Posterior.Prediction two = process().at(place, mean, variance);
            double[] meanOfSix = new double[6];
            double[] varianceOfSix = new double[6];
            Posterior.Prediction end = process.at(six(place), meanOfSix, varianceOfSix);
            assertThat(end.mean()).isCloseTo(two.mean(), within(1e-12));
            assertThat(end.variance()).isCloseTo(3 * two.variance(), within(1e-12));
            assertThat(process.at(six(place)).variance()).isCloseTo(3 * two.variance(), within(1e-12));
            for (int i = 0; i < 2; i++) {
                assertThat(meanOfSix[i]).isCloseTo(mean[i], within(1e-12));
                assertThat(varianceOfSix[i]).isCloseTo(3 * variance[i], within(1e-12));
            }
        }
    }

    private static double[] six(double[] place) {
        return new double[] {place[0], place[1], 0.5, 0.5, 0.5, 0.5};
    }

    private static Kernel six(Kernel kernel) {
        double[] scales = {kernel.lengthScales()[0], kernel.lengthScales()[1], 1, 1, 1, 1};
        return new Kernel(kernel.amplitude(), scales, new boolean[6]);
    }

    @Test
    void aFullTrainingIsKnownByItsEndAndAShortOneOnlyInPart() {
        CurveKernel kernel = likelihood().kernel(LOGS);
        double[][] place = {{0.5, 0.5}};
        double early = CurveProcess.of(
                        kernel, new CurveValues(place, new double[] {0.3}, new int[] {1}, new double[] {1}))
                .at(place[0])
                .variance();
        double late = CurveProcess.of(kernel, new CurveValues(place, new double[] {1}, new int[] {1}, new double[] {1}))
                .at(place[0])
                .variance();
        // 2σ_f² − (2σ_f²)²/(2σ_f² + the noise of a trial and of a value), with more that is unknown at the early epoch:
        // 2σ_g² (1 − m(0.7/ℓ_t)²), where m is the correlation of Matérn.
        assertThat(late).isCloseTo(1.2 - 1.2 * 1.2 / 1.23, within(1e-12));
        double correlation = (1 + Math.sqrt(5) * 1.4 + 5.0 / 3 * 1.96) * Math.exp(-Math.sqrt(5) * 1.4);
        double missing = 0.8 * (1 - correlation * correlation);
        assertThat(early).isCloseTo(1.2 - 1.2 * 1.2 / (1.23 + missing), within(1e-12));
    }

    @Test
    void fitsTheLengthScalesThatMadeTheData() {
        // The values depend on the first parameter alone, and bend within it: a place left out must be predicted by its
        // first.
        Random random = new Random(1);
        int n = 40;
        double[][] places = new double[n][2];
        double[] times = new double[n];
        double[] values = new double[n];
        int[] trials = new int[n];
        for (int i = 0; i < n; i++) {
            places[i] = new double[] {random.nextDouble(), random.nextDouble()};
            times[i] = 1;
            trials[i] = i;
            values[i] = 1.4 * Math.sin(2 * Math.PI * places[i][0]);
        }
        CurveValues data = new CurveValues(places, times, trials, values);
        CurveProcess process = CurveProcess.of(CurveFit.of(data, NUMERIC, 1), data);
        for (double second : new double[] {0.1, 0.5, 0.9}) {
            assertThat(process.mean(new double[] {0.25, second})).isCloseTo(1.4, within(0.05));
            assertThat(process.mean(new double[] {0.75, second})).isCloseTo(-1.4, within(0.05));
        }
    }
}
