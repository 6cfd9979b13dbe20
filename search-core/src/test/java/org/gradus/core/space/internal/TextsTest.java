package org.gradus.core.space.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.space.CategoricalDomain;
import org.gradus.core.space.Parameter;
import org.gradus.core.space.RealDomain;
import org.gradus.core.space.Scale;
import org.gradus.core.study.Provenance;
import org.gradus.core.study.StudyId;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.trial.Decision;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.Outcome;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TextsTest {
    private static final String LONG = "x".repeat(1 << 20);

    static Stream<Consumer<String>> names() {
        return Stream.of(
                StudyId::new,
                name -> new Parameter(name, new RealDomain(0, 1, Scale.LINEAR), Optional.empty()),
                name -> new CategoricalDomain(List.of(name)),
                name -> new Evaluation(1, Map.of(name, 1.0)),
                name -> new Provenance("t", "t 1", Map.of(name, "")),
                name -> new Provenance(name, "t 1", Map.of()),
                name -> Objective.minimize("validation" + name.substring(10).replace('x', 'X')));
    }

    @ParameterizedTest
    @MethodSource("names")
    void nameIsRefusedFrom501CharactersOn(Consumer<String> named) {
        named.accept("x".repeat(500));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> named.accept("x".repeat(501)))
                .withMessageContaining("at most 500 characters")
                .withMessageContaining("has 501")
                .withMessageContaining("\nMaybe ");
    }

    @Test
    void refusalShowsTheBeginningAlone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StudyId(LONG))
                .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(200));
    }

    @Test
    void noteIsRefusedBeyondAMillionCharacters() {
        assertThat(new Provenance("t", "t 1", Map.of("note", LONG.substring(0, 1_000_000))).details())
                .hasSize(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Provenance("t", "t 1", Map.of("note", LONG)))
                .withMessageContaining("the note 'note' must have at most 1000000 characters");
    }

    @ParameterizedTest
    @MethodSource("names")
    void nameThatNotEveryDatabaseKeepsIsRefused(Consumer<String> named) {
        for (String bad : List.of("\0", "\ud800", "\udc00", "\udc00\ud800")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> named.accept("0123456789A" + bad))
                    .withMessageContaining("NUL")
                    .withMessageContaining("\nMaybe ");
        }
        named.accept("0123456789A\ud83d\ude00");
    }

    @Test
    void reasonsAreCutWithAMark() {
        TrialId id = new TrialId(1);
        for (String reason : List.of(
                new Outcome.Failed(LONG, "").reason(),
                new Outcome.Stopped(1, LONG).reason(),
                new Outcome.Diverged(1, LONG).reason(),
                new Outcome.Completed(Optional.empty(), LONG).reason(),
                new Decision(id, Verdict.STOP, 1, LONG).reason(),
                new TrialEvent.SearchClosed(LONG, false).reason())) {
            assertThat(reason).hasSize(10_000).startsWith("xxx").endsWith("x... (cut: there were 1048576 characters)");
        }
        assertThat(new Outcome.Failed("", LONG).stackTrace())
                .hasSize(100_000)
                .endsWith("(cut: there were 1048576 characters)");
    }

    /** What is read from a store is cut again. */
    @Test
    void cuttingTwiceIsCuttingOnce() {
        String cut = Texts.cut(LONG, 10_000);
        assertThat(Texts.cut(cut, 10_000)).isSameAs(cut);
    }

    @Test
    void pairIsNotCutInTwo() {
        for (int longest = 100; longest < 110; longest++) {
            String cut = Texts.cut("\ud83d\ude00".repeat(1000), longest);
            assertThat(Texts.requireName("the text", cut)).isEqualTo(cut);
            assertThat(cut.length()).isBetween(longest - 1, longest);
        }
    }
}
