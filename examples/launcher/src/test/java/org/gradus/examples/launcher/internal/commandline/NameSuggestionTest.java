package org.gradus.examples.launcher.internal.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameSuggestionTest {
    private static final List<String> KNOWN = List.of("grid", "random", "bayesian", "quasi-random", "auto");

    @ParameterizedTest
    @CsvSource({"radom,random", "randmo,random", "bayesain,bayesian", "quasirandom,quasi-random", "gird,", "aut,auto"})
    void isTheNameFewestEditsAway(String given, String meant) {
        // Two swapped letters are two edits: half of a name of four is too far.
        assertThat(NameSuggestion.to(given, KNOWN).orElse(null)).isEqualTo(meant);
    }

    @Test
    void isNothingWhereNoNameIsNear() {
        assertThat(NameSuggestion.to("hyperband", KNOWN)).isEmpty();
        assertThat(NameSuggestion.to("", KNOWN)).isEmpty();
        assertThat(NameSuggestion.to("x", List.of())).isEmpty();
    }
}
