package org.gradus.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import org.gradus.core.curve.LearningCurve.Divergence;
import org.gradus.core.diagnosis.CurveDiagnoser;
import org.gradus.core.diagnosis.Diagnosis;
import org.gradus.core.strategy.Proposal;
import org.gradus.core.testkit.ScriptedTrainer;
import org.gradus.core.testkit.ToyStrategies;
import org.gradus.core.testkit.UnratedTrainer;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Descent down ½x² at a rate of 2.05 multiplies the loss by 1.05² = 1.1025 a step: by 2.66 in ten steps, by 7.04 in twenty. */
class DivergenceSettingTest {
    private static Search search() {
        return Search.of(new ScriptedTrainer())
                .learningRate(1e-4, 10)
                .strategy(ToyStrategies.rates(2.05))
                .recordEvery(1)
                .trials(1)
                .epochs(2);
    }

    private static Trial trial(StudyResult result) {
        return result.view().trial(new TrialId(1));
    }

    @Test
    void lossAboveThreeTimesTheUntrainedIsDivergenceByDefault() {
        StudyResult result = search().run();
        assertThat(trial(result).ended(OutcomeKind.DIVERGED)).isTrue();
        assertThat(result.study().settings().divergence()).isEqualTo(new Divergence(3, 3));
    }

    @Test
    void anotherFactorIsHeldTrainingAndDiagnosing() {
        StudyResult result = search().divergence(8, 3).run();
        assertThat(trial(result).ended(OutcomeKind.COMPLETED)).isTrue();
        assertThat(CurveDiagnoser.diagnose(result.view(), trial(result)).label())
                .isNotEqualTo(Diagnosis.Label.DIVERGED);
        // 2.66 times after the first epoch.
        assertThat(trial(search().divergence(2.5, 1).run()).epochsTrained()).isEqualTo(1);
    }

    @Test
    void ruleIsStoredAndComparedWhenTheStudyGoesOn(@TempDir Path folder) {
        Path file = folder.resolve("divergence.study");
        search().divergence(Double.POSITIVE_INFINITY, 3).store(file).run();
        StudyResult again =
                search().divergence(Double.POSITIVE_INFINITY, 3).store(file).run();
        assertThat(again.study().settings().divergence()).isEqualTo(new Divergence(Double.POSITIVE_INFINITY, 3));
        assertThat(trial(again).ended(OutcomeKind.COMPLETED)).isTrue();
        assertThatIllegalStateException()
                .isThrownBy(() -> search().store(file).start())
                .withMessageContaining(
                        "its rule of divergence was never at a finite loss, now over 3 times the untrained"
                                + " loss at 3 points");
    }

    @Test
    void trainerNeedNotEvaluateTheUntrainedModelNorHaveARate() {
        StudyResult result = Search.of(new UnratedTrainer())
                .space(UnratedTrainer.SPACE)
                .strategy(ToyStrategies.of((study, random) -> study.searchedCount() == 2
                        ? new Proposal.Exhausted("both were tried")
                        : Proposal.suggest(
                                UnratedTrainer.configuration(study.searchedCount() == 0 ? 0.9 : 0.3, 3), "a test")))
                .baseline(UnratedTrainer.configuration(0.5, 5))
                .trials(2)
                .epochs(3)
                .replicates(1)
                .run();
        assertThat(result.best().configuration()).isEqualTo(UnratedTrainer.configuration(0.3, 3));
        assertThat(result.best().figure().orElseThrow().mean()).isEqualTo(0.125);
        assertThat(trial(result).curve().points()).hasSize(3);
        assertThat(result).asString().contains("(depth=3, dropout=0.3)");
        assertThat(CurveDiagnoser.diagnose(result.view(), trial(result)).evidence())
                .isEqualTo("the untrained model was not evaluated");
    }
}
