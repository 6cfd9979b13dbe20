package org.gradus.examples.launcher.internal.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import org.gradus.examples.launcher.internal.commandline.StyledText.Style;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StyledTextTest {
    /** The columns are those of Python's wcwidth 0.7.0. */
    @ParameterizedTest
    @CsvSource({
        "plain, 5",
        "naïve, 5",
        "e\u0301, 1",
        "漢字, 4",
        "ｆｕｌｌ, 8",
        "한국어, 6",
        "ひらがな, 8",
        "🚀, 2",
        "Ελλάδα, 6",
        "לשון, 4",
    })
    void widthIsThatOfTheScreen(String text, int columns) {
        assertThat(TextWidth.of(text)).isEqualTo(columns);
    }

    @Test
    void aWideCharacterIsNeverHalved() {
        assertThat(TextWidth.prefix("a漢字", 2)).isEqualTo("a");
        assertThat(TextWidth.prefix("a漢字", 3)).isEqualTo("a漢");
        assertThat(TextWidth.prefix("🚀🚀", 3)).isEqualTo("🚀");
        assertThat(TextWidth.prefix("abc", 0)).isEmpty();
    }

    @Test
    void partsAreCutAsOneLine() {
        StyledText text = StyledText.of("abcd").plus("efgh", Style.GREEN).plus("ijkl");

        assertThat(text.columns()).isEqualTo(12);
        assertThat(text.printed(12, true)).isEqualTo("abcd\u001b[32mefgh\u001b[0mijkl");
        assertThat(text.printed(9, true)).isEqualTo("abcd\u001b[32mef\u001b[0m...");
        assertThat(text.printed(9, false)).isEqualTo("abcdef...");
        assertThat(text.printed(5, true)).isEqualTo("ab...");
        assertThat(text.printed(2, true)).isEqualTo("..");
        assertThat(text.printed(0, true)).isEmpty();
    }

    @Test
    void directionMarksAndHalvesOfCharactersAreShownAsQuestionMarks() {
        assertThat(StyledText.of("a\u202eb\ud800c\u2028d\te").printed(20, true)).isEqualTo("a?b?c?d?e");
    }
}
