package org.gradus.examples.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.gradus.examples.benchmark.TestFunction.Range;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Least values and places are those of Surjanovic and Bingham; other values are worked out beside them. */
class TestFunctionsTest {
    private static TestFunction named(String name) {
        return TestFunctions.all().stream()
                .filter(function -> function.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Arguments least(String name, double value, double... place) {
        return Arguments.of(name, value, place);
    }

    static List<Arguments> leastValues() {
        return List.of(
                least("branin", 0.397887, -Math.PI, 12.275),
                least("branin", 0.397887, Math.PI, 2.275),
                least("branin", 0.397887, 9.42478, 2.475),
                least("hartmann-6", -3.32237, 0.20169, 0.150011, 0.476874, 0.275332, 0.311652, 0.6573),
                least("ackley-5", 0, 0, 0, 0, 0, 0),
                least("rosenbrock-4", 0, 1, 1, 1, 1));
    }

    @ParameterizedTest
    @MethodSource("leastValues")
    void areLeastWhereTheLiteratureSays(String name, double value, double[] place) {
        TestFunction function = named(name);

        // The literature rounds to five or six figures.
        assertThat(function.value().applyAsDouble(place)).isCloseTo(value, within(5e-6));
        assertThat(function.regret(place)).isCloseTo(0, within(5e-6));
    }

    /**
     * Branin at 0: (0 − 6)² + 10(1 − 1/8π) + 10 = 56 − 10/8π. Rosenbrock at 0: three valleys of (1 − 0)². Ackley at 1: the
     * cosines are all 1, so 20 − 20 exp(−0.2).
     */
    @Test
    void haveTheValuesOfTheirFormulas() {
        assertThat(named("branin").value().applyAsDouble(new double[2]))
                .isCloseTo(56 - 10 / (8 * Math.PI), within(1e-12));
        assertThat(named("rosenbrock-4").value().applyAsDouble(new double[4])).isEqualTo(3);
        assertThat(named("ackley-5").value().applyAsDouble(new double[] {1, 1, 1, 1, 1}))
                .isCloseTo(20 - 20 * Math.exp(-0.2), within(1e-12));
    }

    /** For every seed, nothing in the box is better than the least value, nor beyond it as far as a seed moves it. */
    @Test
    void areNowhereBelowTheLeastValue() {
        SplittableRandom random = new SplittableRandom(1);
        for (TestFunction function : TestFunctions.all()) {
            for (int i = 0; i < 1000; i++) {
                double[] unit = random.doubles(function.dimensions()).toArray();
                assertThat(function.regret(function.place(i, unit)))
                        .as(function.name())
                        .isGreaterThanOrEqualTo(0);
            }
        }
    }

    /** By optuna_gp.py of docs/comparison, in which SplitMix64 is written out. */
    @Test
    void moveWithTheSeedAsTheyDoInPython() {
        TestFunction hartmann = named("hartmann-6");

        assertThat(hartmann.place(0, new double[3]))
                .containsExactly(0.07666216164272853, -0.013694400590298007, -0.09471324568148046);
        assertThat(hartmann.place(7, new double[3]))
                .containsExactly(-0.022034050321745702, -0.09664234109436878, 0.08015213612137669);
        assertThat(named("branin").place(3, new double[] {0.25, 0.5}))
                .containsExactly(-2.4096489738285363, 8.100880540778707);
    }

    /** By optuna_gp.py too; logarithm and cosine may differ in the last place. */
    @Test
    void haveTheNoiseThatTheyHaveInPython() {
        assertThat(TestFunction.normal(3, 1)).isCloseTo(-0.5533519975336955, within(1e-14));
        assertThat(TestFunction.normal(3, 2)).isCloseTo(-1.2321151358169573, within(1e-14));
        TestFunction noisy = named("noisy-hartmann-6");
        double[] place = {0.5, 0.5, 0.5, 0.5, 0.5, 0.5};
        assertThat(noisy.seen(place, 3, 1) - noisy.value().applyAsDouble(place))
                .isCloseTo(-0.05533519975336955, within(1e-14));
    }

    @Test
    void divergeBeyondTheCliffAlone() {
        TestFunction cliffed = named("cliffed-branin");

        assertThat(cliffed.seen(new double[] {5.001, 2}, 0, 1)).isNaN();
        assertThat(cliffed.seen(new double[] {5, 2}, 0, 1))
                .isEqualTo(named("branin").value().applyAsDouble(new double[] {5, 2}));
    }

    @Test
    void refuseWhatIsNoFunction() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Range(1, Double.NaN))
                .withMessageContaining("must rise and be finite");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> named("branin").noisy("x", Double.NaN))
                .withMessageContaining("the noise of 'x' must be 0 or more and finite, but was NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TestFunction("x", List.of(), v -> 0, 0, 0, 0))
                .withMessageContaining("must have at least 1 coordinate");
    }
}
