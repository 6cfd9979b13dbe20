package org.gradus.reports.internal.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class FigureFormatTest {
    private static FigureFormat of(double... figures) {
        return FigureFormat.of(DoubleStream.of(figures));
    }

    @Test
    void typicalFigureHasThreeDigits() {
        assertThat(of(0.86, 0.85, 0.1).of(0.8612)).isEqualTo("0.861");
        assertThat(of(2.3, 1.7).of(1.699)).isEqualTo("1.70");
        assertThat(of(0.039).of(0.03912)).isEqualTo("0.0391");
        assertThat(of(150).of(151.4)).isEqualTo("151");
    }

    @Test
    void figuresOfOneColumnAreAligned() {
        FigureFormat format = of(0.86, 0.85, 0.1);
        assertThat(List.of(format.of(0.9), format.of(0.05), format.of(0))).containsExactly("0.900", "0.050", "0.000");
    }

    @Test
    void nothingIsPrintedAsZeroThatIsNot() {
        assertThat(of(0.86).of(1e-7)).isEqualTo("1e-7");
        assertThat(of(3e-12, 5e-12).of(4e-12)).isEqualTo("4e-12");
    }

    @Test
    void hugeAndNonFiniteFiguresHaveWords() {
        assertThat(of(0.86).of(3e9)).isEqualTo("3e9");
        assertThat(of(0.86).of(Double.POSITIVE_INFINITY)).isEqualTo("∞");
        assertThat(of(0.86).of(Double.NaN)).isEqualTo("NaN");
        assertThat(of(1e300).of(2e300)).isEqualTo("2e300");
    }

    @Test
    void signsAreReal() {
        assertThat(of(0.86).signed(0.0231)).isEqualTo("+0.023");
        assertThat(of(0.86).signed(-0.0231)).isEqualTo("−0.023");
        assertThat(of(0.86).signed(0)).isEqualTo("0.000");
    }

    @Test
    void intervalsAreShown() {
        assertThat(of(0.86).showing(0.0004).interval(0.8596, 0.8604)).isEqualTo("0.8596\u00a0to\u00a00.8604");
        assertThat(of(0.86).showing(0.02).interval(0.84, 0.88)).isEqualTo("0.840\u00a0to\u00a00.880");
        assertThat(of(0.86).showing(Double.NaN).interval(0.84, 0.88)).isEqualTo("0.840\u00a0to\u00a00.880");
    }

    @Test
    void withoutFiguresThereAreThreeDecimals() {
        assertThat(of(Double.NaN).of(0.5)).isEqualTo("0.500");
    }
}
