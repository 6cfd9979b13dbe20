package org.gradus.examples.launcher.internal.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScreenTest {
    @Test
    void sttySaysRowsFirst() {
        assertThat(Screen.parse("24 132\n")).contains(new Screen.Size(132, 24));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0 0\n", "24 0", "24", "stty: 'standard input': Inappropriate ioctl", "99999999999 80"})
    void otherAnswersAreNone(String answer) {
        assertThat(Screen.parse(answer)).isEmpty();
    }

    @Test
    void theEnvironmentMayHaveTheSize() {
        assertThat(Screen.ofEnvironment(Map.of("COLUMNS", "132", "LINES", "50")))
                .isEqualTo(new Screen.Size(132, 50));
        assertThat(Screen.ofEnvironment(Map.of("COLUMNS", "-1", "LINES", "x"))).isEqualTo(Screen.Size.DEFAULT);
    }

    @Test
    void codesAreForTerminalsThatKnowThemAndNotForServices() {
        assertThat(Screen.knowsCodes(Map.of("TERM", "xterm-256color"))).isTrue();
        assertThat(Screen.knowsCodes(Map.of("TERM", "dumb"))).isFalse();
        assertThat(Screen.knowsCodes(Map.of())).isFalse();
        assertThat(Screen.knowsCodes(Map.of("WT_SESSION", "1"))).isTrue();
        assertThat(Screen.knowsCodes(Map.of("TERM", "xterm", "CI", "true"))).isFalse();
        assertThat(Screen.knowsCodes(Map.of("TERM", "xterm", "CI", "false"))).isTrue();
    }

    @Test
    void anyValueOfNoColorButTheEmptyOneForbidsColours() {
        assertThat(Screen.mayHaveColours(Map.of())).isTrue();
        assertThat(Screen.mayHaveColours(Map.of("NO_COLOR", ""))).isTrue();
        assertThat(Screen.mayHaveColours(Map.of("NO_COLOR", "0"))).isFalse();
    }
}
