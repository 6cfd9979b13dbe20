package org.gradus.core.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RealDomainTest {
    @Test
    void middleOfALogRangeIsTheGeometricMean() {
        RealDomain domain = new RealDomain(1e-6, 1e2, Scale.LOG);
        assertThat(domain.fromUnit(0.5)).isCloseTo(1e-2, within(1e-16));
        assertThat(domain.toUnit(1e-2)).isCloseTo(0.5, within(1e-15));
        assertThat(domain.fromUnit(0.25)).isCloseTo(1e-4, within(1e-18));
    }

    @Test
    void middleOfALinearRangeIsTheMean() {
        RealDomain domain = new RealDomain(-3, 5, Scale.LINEAR);
        assertThat(domain.fromUnit(0.5)).isEqualTo(1.0);
        assertThat(domain.toUnit(3.0)).isEqualTo(0.75);
    }

    @ParameterizedTest
    @CsvSource({"1e-12, 1, LOG", "1e-7, 100, LOG", "0.1, 0.3, LOG", "0.1, 0.3, LINEAR", "4.9e-324, 1.7e308, LOG"})
    void endsAreExact(double min, double max, Scale scale) {
        RealDomain domain = new RealDomain(min, max, scale);
        assertThat(domain.fromUnit(0)).isEqualTo(min);
        assertThat(domain.fromUnit(1)).isEqualTo(max);
        assertThat(domain.toUnit(min)).isZero();
        assertThat(domain.toUnit(max)).isEqualTo(1.0);
    }

    @ParameterizedTest
    @MethodSource("org.gradus.core.testkit.TestSeeds#fifty")
    void mappingAndBackIsTheSameOverTwelveDecades(int seed) {
        RandomGenerator random = new SplittableRandom(seed);
        RealDomain log = new RealDomain(1e-12, 1, Scale.LOG);
        RealDomain linear = new RealDomain(-1e6, 1e6, Scale.LINEAR);
        for (int i = 0; i < 100; i++) {
            double unit = random.nextDouble();
            double rate = log.fromUnit(unit);
            assertThat(log.contains(rate)).isTrue();
            assertThat(log.toUnit(rate)).isCloseTo(unit, within(1e-14));
            // A unit of the last place of ln(1e-12) = -27.6 is 3.6e-15, and exp makes it relative.
            assertThat(log.fromUnit(log.toUnit(rate))).isCloseTo(rate, within(2e-14 * rate));
            assertThat(linear.toUnit(linear.fromUnit(unit))).isCloseTo(unit, within(1e-15));
        }
    }

    @ParameterizedTest
    @MethodSource("org.gradus.core.testkit.TestSeeds#fifty")
    void rangeOfTwoNeighbouringNumbersHoldsJustThem(int seed) {
        RandomGenerator random = new SplittableRandom(seed);
        double min = Math.pow(10, random.nextDouble(-300, 300));
        double max = Math.nextUp(min);
        for (Scale scale : Scale.values()) {
            RealDomain domain = new RealDomain(min, max, scale);
            for (double unit = 0; unit <= 1; unit += 0.125) {
                assertThat(domain.fromUnit(unit)).isIn(min, max);
            }
            assertThat(domain.fromUnit(0)).isEqualTo(min);
            assertThat(domain.fromUnit(1)).isEqualTo(max);
            assertThat(domain.toUnit(min)).isBetween(0.0, 1.0);
            assertThat(domain.toUnit(max)).isBetween(0.0, 1.0);
        }
    }

    @ParameterizedTest
    @EnumSource(Scale.class)
    void reversedRangeIsRefusedAndTheMessageGuessesWhy(Scale scale) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RealDomain(1, 0.5, scale))
                .withMessage("the lower end of a range must be below the upper end, but was 1.0 to 0.5"
                        + "\nMaybe the two ends were swapped.");
    }

    @ParameterizedTest
    @EnumSource(Scale.class)
    void rangeOfOneNumberIsRefused(Scale scale) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RealDomain(1, 1, scale))
                .withMessage("the lower end of a range must be below the upper end, but was 1.0 to 1.0");
    }

    @ParameterizedTest
    @CsvSource({"NaN, 1", "0.1, NaN", "NaN, NaN", "0.1, Infinity", "-Infinity, 1"})
    void endsMustBeFinite(double min, double max) {
        for (Scale scale : Scale.values()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new RealDomain(min, max, scale))
                    .withMessage("a range must be finite, but was " + min + " to " + max);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.0, -1e-5})
    void logRangeMustBePositive(double min) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RealDomain(min, 1, Scale.LOG))
                .withMessage("a range on a log scale must be positive, but was " + min + " to 1.0");
    }

    @Test
    void linearRangeMustHaveAFiniteWidth() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RealDomain(-Double.MAX_VALUE, Double.MAX_VALUE, Scale.LINEAR))
                .withMessageContaining("finite width");
    }

    @Test
    void valuesOutsideAreRefused() {
        RealDomain domain = new RealDomain(1e-5, 1, Scale.LOG);
        for (Object value : new Object[] {2.0, 0.0, Double.NaN, 1L, "1"}) {
            assertThat(domain.contains(value)).isFalse();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> domain.toUnit(value))
                    .withMessage(value + " is not within 1e-5 to 1 (log)");
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1e-9, 1.0000001, Double.NaN, Double.POSITIVE_INFINITY})
    void placesOutsideTheUnitIntervalAreRefused(double unit) {
        RealDomain domain = new RealDomain(1e-5, 1, Scale.LOG);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> domain.fromUnit(unit))
                .withMessage("a place in the unit interval must be in [0, 1], but was " + unit);
    }
}
