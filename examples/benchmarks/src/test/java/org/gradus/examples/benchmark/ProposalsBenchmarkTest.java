package org.gradus.examples.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import org.gradus.core.strategy.Proposal;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.study.StudyView;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.Trial;
import org.gradus.examples.launcher.commands.Launched;
import org.gradus.examples.launcher.internal.commandline.ExitCode;
import org.junit.jupiter.api.Test;

/** Runs the smallest measurements there are, and looks at what is said, never at how fast it was. */
class ProposalsBenchmarkTest {
    @Test
    void saysEveryCellInALineOfAFixedForm() {
        Launched launched = Launched.of(
                "benchmark",
                "proposals",
                "--strategies",
                "random,bayesian,auto",
                "--dimensions",
                "1,2",
                "--trials",
                "3,10",
                "--seconds",
                "0.1");

        assertThat(launched.code()).as(launched.err()).isEqualTo(ExitCode.OK);
        assertThat(launched.out().lines())
                .hasSize(12)
                .allMatch(
                        line -> line.matches(
                                "propose (random|bayesian|auto) [12]d at (3|10): (\\d+\\.\\d ms|skipped, it takes longer than 0.1 s)"));
        assertThat(launched.out()).containsPattern("propose random 2d at 10: \\d+\\.\\d ms");
    }

    /** No proposal takes less than a picosecond, so the first size is tried and the second is not. */
    @Test
    void saysWhatItSkips() {
        Launched launched = Launched.of(
                "benchmark",
                "proposals",
                "--strategies",
                "random",
                "--dimensions",
                "1",
                "--trials",
                "2,4",
                "--seconds",
                "1e-12");

        assertThat(launched.out().lines())
                .containsExactly(
                        "propose random 1d at 2: skipped, it takes longer than 1e-12 s",
                        "propose random 1d at 4: skipped, it takes longer than 1e-12 s");
    }

    /** Which study a proposal is made for. */
    private static final class Watching implements Strategy {
        private final List<StudyView> seen = new ArrayList<>();

        @Override
        public String name() {
            return "watching";
        }

        @Override
        public Proposal propose(StudyView study, RandomGenerator random) {
            seen.add(study);
            return new Proposal.Exhausted("only looking");
        }
    }

    @Test
    void everyProposalIsForAStudyOfItsOwn() {
        Watching watching = new Watching();

        OptionalDouble median = new ProposalTime(0.01).median(watching, new FinishedStudy(2, 5));

        assertThat(median).isPresent();
        assertThat(watching.seen)
                .hasSizeGreaterThan(3)
                .allMatch(study -> study.trials().size() == 5);
        assertThat(watching.seen.stream()
                        .map(study -> study.trials().get(0).configuration())
                        .distinct())
                .hasSameSizeAs(watching.seen);
    }

    @Test
    void madeTrialsAreFinishedAndTheSameAgain() {
        StudyView study = new FinishedStudy(5, 200).view(3);

        assertThat(study.trials()).hasSize(200).allMatch(Trial::ended);
        assertThat(study.trials())
                .extracting(trial -> trial.outcome().orElseThrow().kind())
                .contains(OutcomeKind.COMPLETED, OutcomeKind.DIVERGED);
        assertThat(study.trials()).allMatch(trial -> study.space().contains(trial.configuration()));
        assertThat(new FinishedStudy(5, 200).view(3)).isEqualTo(study);
        assertThat(new FinishedStudy(5, 200).view(4)).isNotEqualTo(study);
    }

    @Test
    void refusesWhatCannotWork() {
        assertRefused("there is no strategy 'x'", "--strategies", "x");
        assertRefused("--dimensions must be at least 1, but was 0", "--dimensions", "1,0");
        assertRefused("--trials must be at least 1, but was 0", "--trials", "0,5");
        assertRefused("--trials must rise, but 5 follows 5", "--trials", "5,5");
        assertRefused("--seconds must be in (0, 3600], but was NaN", "--seconds", "NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ProposalTime(Double.NaN))
                .withMessageContaining("(0, 3600]");
    }

    private static void assertRefused(String message, String option, String value) {
        Launched launched = Launched.of("benchmark", "proposals", option, value);

        assertThat(launched.err()).startsWith("gradus: ").contains(message);
        assertThat(launched.code()).isEqualTo(ExitCode.USAGE);
    }
}
