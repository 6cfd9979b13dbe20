package org.gradus.core.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FiguresTest {
    private Locale before = Locale.ROOT;

    @BeforeEach
    void rememberLocale() {
        before = Locale.getDefault();
    }

    @AfterEach
    void restoreLocale() {
        Locale.setDefault(before);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "1e-7, 1e-7",
        "0.000123, 1.23e-4",
        "0.0001236, 1.24e-4",
        "0.00999, 9.99e-3",
        "0.009999, 0.01",
        "0.01, 0.01",
        "0.012345, 0.0123",
        "0.8614, 0.861",
        "1, 1",
        "12.54, 12.5",
        "-12.54, -12.5",
        "999.5, 1000",
        "123456, 123000",
        "100000, 100000",
        "999499, 999000",
        "999999.5, 1e6",
        "1234567, 1.23e6",
        "-1.5e300, -1.5e300",
        "4.9e-324, 4.94e-324",
        "NaN, NaN",
        "Infinity, Infinity",
        "-Infinity, -Infinity"
    })
    void threeSignificantDigitsAreKept(double value, String expected) {
        assertThat(Figures.of(value)).isEqualTo(expected);
    }

    @Test
    void numberOfDigitsCanBeChosen() {
        assertThat(Figures.of(1234.5678, 6)).isEqualTo("1234.57");
        assertThat(Figures.of(0.0012345, 1)).isEqualTo("1e-3");
        assertThat(Figures.of(87.4, 1)).isEqualTo("90");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Figures.of(1, 0))
                .withMessage("significant digits must be at least 1, but were 0");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1e0",
        "0.0032, 3.2e-3",
        "0.00316227766, 3.2e-3",
        "1e-7, 1e-7",
        "0.0999, 1e-1",
        "0.039, 3.9e-2",
        "123, 1.2e2",
        "0, 0",
        "NaN, NaN"
    })
    void ratesAlwaysHaveAnExponent(double value, String expected) {
        assertThat(Figures.rate(value)).isEqualTo(expected);
    }

    @Test
    void columnsHaveAFixedNumberOfDecimals() {
        assertThat(Figures.fixed(0.8614, 3)).isEqualTo("0.861");
        assertThat(Figures.fixed(0.9, 3)).isEqualTo("0.900");
        assertThat(Figures.fixed(-1e-9, 3)).isEqualTo("0.000");
        assertThat(Figures.fixed(1234567, 1)).isEqualTo("1234567.0");
        assertThat(Figures.fixed(Double.NaN, 3)).isEqualTo("NaN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"de-DE", "ar", "ar-EG-u-nu-arab", "hi-IN-u-nu-deva", "fr-FR"})
    void localeOfTheMachineChangesNothing(String locale) {
        Locale.setDefault(Locale.forLanguageTag(locale));
        assertThat(Figures.of(1234.5)).isEqualTo("1230");
        assertThat(Figures.of(0.5)).isEqualTo("0.5");
        assertThat(Figures.of(1.5e-9)).isEqualTo("1.5e-9");
        assertThat(Figures.rate(0.0032)).isEqualTo("3.2e-3");
        assertThat(Figures.fixed(0.5, 3)).isEqualTo("0.500");
        assertThat(new RealDomain(1e-5, 1.5, Scale.LOG).describe()).isEqualTo("1e-5 to 1.5 (log)");
    }

    @ParameterizedTest
    @MethodSource("org.gradus.core.testkit.TestSeeds#fifty")
    void figureReadAsANumberIsWithinHalfAUnitOfItsLastDigit(int seed) {
        RandomGenerator random = new SplittableRandom(seed);
        double value = Math.pow(10, random.nextDouble(-300, 300)) * (random.nextBoolean() ? 1 : -1);
        double tolerance = 0.005001 * Math.abs(value);
        assertThat(Math.abs(Double.parseDouble(Figures.of(value)) - value)).isLessThanOrEqualTo(tolerance);
        assertThat(Math.abs(Double.parseDouble(Figures.rate(value)) - value)).isLessThanOrEqualTo(10 * tolerance);
    }
}
