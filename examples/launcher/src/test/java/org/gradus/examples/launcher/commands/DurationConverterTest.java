package org.gradus.examples.launcher.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class DurationConverterTest {
    @ParameterizedTest
    @CsvSource({"500ms,500", "30s,30000", "5m,300000", "2H,7200000", "PT1M30S,90000", "pt0.25s,250", " 1s ,1000"})
    void readsTimes(String text, long millis) {
        assertThat(new DurationConverter().convert(text)).hasMillis(millis);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "5 minutes", "-1s", "1.5s", "99999999999s", "NaN"})
    void refusesWhatIsNoTime(String text) {
        assertThatThrownBy(() -> new DurationConverter().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("'" + text + "' is not a time");
    }
}
