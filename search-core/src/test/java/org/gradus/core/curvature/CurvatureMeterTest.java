package org.gradus.core.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CurvatureMeterTest {
    private static final double DOUBLE = 0x1p-53;
    private static final double FLOAT = 0x1p-24;
    private static final int SEEDS = 20;

    private record Loss(double[] parameters, UnaryOperator<double[]> gradient, double roundoff) implements Gradients {
        @Override
        public double[] at(double[] point) {
            return gradient.apply(point);
        }

        @Override
        public UpdateRule rule() {
            return UpdateRule.plain();
        }
    }

    /** A quadratic around 0, seen from 1, whose eigenvectors are not the axes: reflected at a random plane. */
    private static Loss quadratic(double[] eigenvalues) {
        double[] normal = unit(eigenvalues.length);
        return new Loss(
                ones(eigenvalues.length),
                x -> {
                    double[] inside = reflected(x, normal);
                    Arrays.setAll(inside, i -> eigenvalues[i] * inside[i]);
                    return reflected(inside, normal);
                },
                DOUBLE);
    }

    /** The same with parameters and gradients rounded to float. */
    private static Loss rounded(Loss loss) {
        return new Loss(loss.parameters, x -> floats(loss.gradient.apply(floats(x))), FLOAT);
    }

    private static double[] floats(double[] x) {
        return Arrays.stream(x).map(v -> (float) v).toArray();
    }

    private static double[] ones(int length) {
        double[] ones = new double[length];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static double[] unit(int length) {
        SplittableRandom random = new SplittableRandom(5);
        double[] x = random.doubles(length).map(u -> u - 0.5).toArray();
        double norm = Math.sqrt(Arrays.stream(x).map(v -> v * v).sum());
        return Arrays.stream(x).map(v -> v / norm).toArray();
    }

    private static double[] reflected(double[] x, double[] normal) {
        double along = 0;
        for (int i = 0; i < x.length; i++) {
            along += x[i] * normal[i];
        }
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = x[i] - 2 * along * normal[i];
        }
        return y;
    }

    private static double[] spectrum(int length, double largest, double ratio) {
        double[] eigenvalues = new double[length];
        Arrays.setAll(eigenvalues, i -> largest * Math.pow(ratio, i));
        return eigenvalues;
    }

    private static void assertLargest(Loss loss, double expected) throws InterruptedException {
        for (int seed = 0; seed < SEEDS; seed++) {
            Curvature curvature = CurvatureMeter.of(seed).measure(loss);
            assertThat(curvature.largest()).as("seed %s", seed).isCloseTo(expected, within(0.05 * Math.abs(expected)));
            assertThat(curvature.gradients()).isLessThanOrEqualTo(4 * CurvatureMeter.DEFAULT_PRODUCTS);
            assertThat(curvature.converged()).isTrue();
            assertThat(curvature.error()).isLessThanOrEqualTo(0.05);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.9, 0.97})
    void largestEigenvalueOfAQuadraticIsFoundInEverySeed(double ratio) throws InterruptedException {
        Loss loss = quadratic(spectrum(1000, 40, ratio));
        assertLargest(loss, 40);
        assertLargest(rounded(loss), 40);
    }

    @Test
    void smallAndLargeCurvaturesAreFoundAlike() throws InterruptedException {
        assertLargest(quadratic(spectrum(300, 1e-6, 0.8)), 1e-6);
        assertLargest(quadratic(spectrum(300, 1e6, 0.8)), 1e6);
    }

    /** A saddle: -100 has the larger magnitude, and power iteration would find it. */
    @Test
    void largestIsFoundThoughANegativeOneHasTheLargerMagnitude() throws InterruptedException {
        double[] eigenvalues = spectrum(500, 10, 0.9);
        eigenvalues[499] = -100;
        eigenvalues[498] = -60;
        assertLargest(quadratic(eigenvalues), 10);
        assertLargest(rounded(quadratic(eigenvalues)), 10);
    }

    @Test
    void fewParametersAreMeasuredExactly() throws InterruptedException {
        for (int length = 1; length <= 4; length++) {
            Curvature curvature = CurvatureMeter.of(1).measure(quadratic(spectrum(length, 7, 0.5)));
            assertThat(curvature.largest()).isCloseTo(7, within(1e-6));
            assertThat(curvature.converged()).isTrue();
        }
    }

    /** At weights 0 the Hessian of the mean logistic loss is XᵀX/4n; its eigenvalues are Commons Math's. */
    @Test
    void logisticRegressionHasTheCurvatureOfItsClosedForm() throws InterruptedException {
        SplittableRandom random = new SplittableRandom(3);
        int examples = 200;
        RealMatrix x = new Array2DRowRealMatrix(examples, 30);
        for (int i = 0; i < examples; i++) {
            double shared = random.nextGaussian();
            for (int j = 0; j < 30; j++) {
                x.setEntry(i, j, shared + random.nextGaussian());
            }
        }
        RealMatrix hessian = x.transpose().multiply(x).scalarMultiply(0.25 / examples);
        double expected = Arrays.stream(new EigenDecomposition(hessian).getRealEigenvalues())
                .max()
                .orElseThrow();
        Loss loss = new Loss(
                new double[30],
                w -> {
                    double[] margins = x.operate(w);
                    Arrays.setAll(margins, i -> 1 / (1 + Math.exp(-margins[i])) - i % 2);
                    return x.transpose().scalarMultiply(1.0 / examples).operate(margins);
                },
                DOUBLE);
        assertLargest(loss, expected);
        assertLargest(rounded(loss), expected);
    }

    @Test
    void lossThatCurvesUpwardNowhereHasNoLimit() throws InterruptedException {
        Curvature concave = CurvatureMeter.of(1).measure(quadratic(new double[] {-1, -2, -3}));
        assertThat(concave.largest()).isCloseTo(-1, within(1e-6));
        assertThat(concave.limit()).isEmpty();
        Curvature linear = CurvatureMeter.of(1).measure(new Loss(ones(5), x -> ones(5), DOUBLE));
        assertThat(linear.largest()).isZero();
        assertThat(linear.limit()).isEmpty();
        assertThat(linear.words()).startsWith("no stability limit");
    }

    @Test
    void limitIsSaidWithItsUncertainty() {
        Curvature curvature = new Curvature(40, 0.013, true, 30, UpdateRule.nesterov(0.9));
        assertThat(curvature.limit().orElseThrow()).isCloseTo(3.8 / 2.8 / 40, within(1e-12));
        assertThat(curvature.words())
                .isEqualTo("stability limit 2(1+β)/((1+2β)λ_max) = 3.4e-2 (λ_max 4e1 within 1.3 %, 30 gradients)");
        assertThat(new Curvature(40, 0, true, 30, UpdateRule.adaptive()).words())
                .startsWith("no stability limit follows from λ_max for an optimizer that scales each parameter");
    }

    @Test
    void fewProductsAreReportedAsNotConverged() throws InterruptedException {
        Curvature curvature = new CurvatureMeter(0.02, 3, 1).measure(quadratic(spectrum(1000, 40, 0.99)));
        assertThat(curvature.converged()).isFalse();
        assertThat(curvature.error()).isGreaterThan(0.02);
        assertThat(curvature.gradients()).isEqualTo(12);
    }

    /** A quadratic whose gradient has a comb of kinks, as wide as the step: its curvature is another at each distance. */
    @Test
    void curvatureThatDependsOnTheDistanceHasALargeError() throws InterruptedException {
        Loss smooth = quadratic(spectrum(50, 1, 0.9));
        Loss rough = new Loss(
                smooth.parameters,
                x -> Arrays.stream(smooth.gradient.apply(x))
                        .map(g -> g + 0.02 * Math.signum(Math.sin(300 * g)))
                        .toArray(),
                FLOAT);
        assertThat(CurvatureMeter.of(1).measure(rough).error()).isGreaterThan(0.05);
    }

    @Test
    void gradientThatIsNoNumberIsRefused() {
        Loss broken = new Loss(ones(2), x -> new double[] {Double.NaN, 0}, DOUBLE);
        assertThatIllegalStateException()
                .isThrownBy(() -> CurvatureMeter.of(1).measure(broken))
                .withMessageStartingWith("the gradient is not finite");
    }

    @Test
    void settingsThatCannotWorkAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new CurvatureMeter(Double.NaN, 10, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new CurvatureMeter(0.1, 0, 1));
        Loss empty = new Loss(new double[0], x -> x, DOUBLE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CurvatureMeter.of(1).measure(empty))
                .withMessage("a loss without parameters has no curvature");
    }
}
