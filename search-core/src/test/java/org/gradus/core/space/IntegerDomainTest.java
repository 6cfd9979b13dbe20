package org.gradus.core.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntegerDomainTest {
    @Test
    void everyNumberOfALinearRangeOwnsAnEqualCell() {
        IntegerDomain domain = new IntegerDomain(-2, 2, Scale.LINEAR);
        for (int i = 0; i < 5; i++) {
            assertThat(domain.fromUnit(0.2 * i + 1e-9)).isEqualTo(i - 2L);
            assertThat(domain.fromUnit(0.2 * (i + 1) - 1e-9)).isEqualTo(i - 2L);
            assertThat(domain.toUnit(i - 2L)).isCloseTo(0.2 * i + 0.1, within(1e-15));
        }
        assertThat(domain.size()).isEqualTo(5);
    }

    /** The cell of n reaches from log(n - 1/2) to log(n + 1/2). */
    @Test
    void cellsOfALogRangeShrinkByTheLogarithm() {
        IntegerDomain domain = new IntegerDomain(1, 4, Scale.LOG);
        double width = Math.log(4.5 / 0.5);
        for (int n = 1; n <= 4; n++) {
            double upper = Math.log((n + 0.5) / 0.5) / width;
            assertThat(domain.fromUnit(upper - 1e-9)).isEqualTo(n);
            assertThat(domain.toUnit((long) n)).isCloseTo(Math.log(n / 0.5) / width, within(1e-15));
        }
        assertThat(domain.fromUnit(0)).isEqualTo(1);
        assertThat(domain.fromUnit(1)).isEqualTo(4);
    }

    @ParameterizedTest
    @MethodSource("org.gradus.core.testkit.TestSeeds#fifty")
    void mappingAndBackIsExact(int seed) {
        RandomGenerator random = new SplittableRandom(seed);
        long limit = 1L << random.nextInt(1, 41);
        long min = random.nextLong(-limit, limit);
        long max = random.nextLong(min, limit);
        IntegerDomain linear = new IntegerDomain(min, max, Scale.LINEAR);
        IntegerDomain log = new IntegerDomain(Math.abs(min) + 1, Math.abs(min) + 1 + max - min, Scale.LOG);
        for (int i = 0; i < 50; i++) {
            for (IntegerDomain domain : new IntegerDomain[] {linear, log}) {
                long value = i == 0 ? domain.min() : i == 1 ? domain.max() : pick(random, domain);
                assertThat(domain.fromUnit(domain.toUnit(value))).isEqualTo(value);
                assertThat(domain.contains(domain.fromUnit(random.nextDouble())))
                        .isTrue();
            }
        }
    }

    private static long pick(RandomGenerator random, IntegerDomain domain) {
        return random.nextLong(domain.min(), domain.max() + 1);
    }

    @Test
    void rangeOfOneNumberAlwaysGivesIt() {
        IntegerDomain domain = new IntegerDomain(7, 7, Scale.LOG);
        assertThat(domain.fromUnit(0)).isEqualTo(7);
        assertThat(domain.fromUnit(1)).isEqualTo(7);
        assertThat(domain.toUnit(7L)).isBetween(0.0, 1.0);
    }

    @Test
    void reversedRangeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new IntegerDomain(256, 16, Scale.LOG))
                .withMessage("the lower end of a range must not be above the upper end, but was 256 to 16"
                        + "\nMaybe the two ends were swapped.");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -5})
    void logRangeBeginsAtOne(long min) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new IntegerDomain(min, 16, Scale.LOG))
                .withMessage("an integer range on a log scale must begin at 1 or above, but was " + min + " to 16");
    }

    @Test
    void numbersThatADoubleCannotHoldAreRefused() {
        long limit = 1L << 53;
        assertThat(new IntegerDomain(-limit, limit, Scale.LINEAR).contains(limit))
                .isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new IntegerDomain(0, limit + 1, Scale.LINEAR))
                .withMessage("an integer range must lie within ±2^53, but was 0 to 9007199254740993");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new IntegerDomain(-limit - 1, 0, Scale.LINEAR))
                .withMessageContaining("±2^53");
    }

    @Test
    void valuesOutsideAreRefused() {
        IntegerDomain domain = new IntegerDomain(16, 256, Scale.LOG);
        for (Object value : new Object[] {15L, 257L, 16.0, 16, "16"}) {
            assertThat(domain.contains(value)).isFalse();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> domain.toUnit(value))
                    .withMessage(value + " is not within 16 to 256 (whole, log)");
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void placesOutsideTheUnitIntervalAreRefused(double unit) {
        IntegerDomain domain = new IntegerDomain(1, 2, Scale.LINEAR);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> domain.fromUnit(unit))
                .withMessageContaining("must be in [0, 1], but was " + unit);
    }
}
