package org.gradus.probes.internal.curves;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectedImprovementTest {
    @ParameterizedTest
    @CsvSource({
        // ln(φ(z) + z Φ(z)) by mpmath 1.4.1 with 40 digits, by quadrature of ∫₀^∞ t φ(t − z) dt.
        "3, 1.0987396653277077727",
        "0, -0.91893853320467274178",
        "-1, -2.4851210257126413368",
        "-5, -16.744301162660990143",
        "-10, -55.553122036122355927",
        "-20, -206.91783850942509785",
        "-24.9, -317.35848574266734362",
        "-25.1, -322.3744098724640665",
        "-40, -808.29856835661996024",
        "-1000, -500014.73445209115845",
        "-1e8, -5000000000000037.7603"
    })
    void agreesWithHighPrecision(double z, double expected) {
        // Near the switch at −25 the direct form has lost some three of its sixteen digits.
        assertThat(ExpectedImprovement.logH(z)).isCloseTo(expected, within(1e-11 * Math.abs(expected)));
    }

    @Test
    void isThePositivePartOfASureThing() {
        // With almost no uncertainty, improvement is mean − incumbent.
        assertThat(ExpectedImprovement.log(5, 1e-9, 3)).isCloseTo(Math.log(2), within(1e-12));
        // At the incumbent itself it is σ φ(0).
        assertThat(ExpectedImprovement.log(3, 0.5, 3)).isCloseTo(Math.log(0.5 / Math.sqrt(2 * Math.PI)), within(1e-12));
    }

    @Test
    void risesEverywhere() {
        double previous = Double.NEGATIVE_INFINITY;
        for (double z = -60; z < 8; z += 0.01) {
            double next = ExpectedImprovement.logH(z);
            assertThat(next).isGreaterThan(previous);
            previous = next;
        }
    }

    @ParameterizedTest
    @CsvSource({"3", "0", "-1", "-10", "-24.9", "-25.1", "-40", "-1000"})
    void slopeIsThatOfTheFunction(double z) {
        double step = 1e-3 * Math.max(1, Math.abs(z));
        double difference = (ExpectedImprovement.logH(z + step) - ExpectedImprovement.logH(z - step)) / (2 * step);
        assertThat(ExpectedImprovement.slopeOfLogH(z)).isCloseTo(difference, within(2e-5 * Math.max(1, Math.abs(z))));
    }
}
