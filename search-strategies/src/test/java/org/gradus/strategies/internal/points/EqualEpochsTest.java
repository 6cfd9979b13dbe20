package org.gradus.strategies.internal.points;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.gradus.core.study.StudyView;
import org.gradus.core.testkit.StudyBuilder;
import org.gradus.core.trial.TrialId;
import org.junit.jupiter.api.Test;

class EqualEpochsTest {
    private static double score(StudyView study, int trial) {
        EqualEpochs scores = EqualEpochs.of(study.objective(), study.trials());
        return scores.score(study.trial(new TrialId(trial))).orElseThrow();
    }

    @Test
    void comparesAtTheDeepestEpochThatThreeHaveReached() {
        // Scores are negative accuracies. Three trials have seen epoch 2, one of them epoch 3.
        StudyView study = StudyBuilder.rates(1e-5, 1, 3)
                .completed(0.1, 0.2, 0.3, 0.9)
                .held(0.2, 0.3, 0.5)
                .held(0.3, 0.4, 0.7)
                .view();
        assertThat(score(study, 1)).isEqualTo(-0.3);
        assertThat(score(study, 2)).isEqualTo(-0.5);
        assertThat(score(study, 3)).isEqualTo(-0.7);
    }

    @Test
    void extrapolatesWhatWasStoppedEarlierAlongTheLineOfTheOthers() {
        // From epoch 1 to 2 the others go 0.2 -> 0.3, 0.3 -> 0.5, 0.4 -> 0.7: accuracy 2x − 0.1.
        StudyView study = StudyBuilder.rates(1e-5, 1, 3)
                .held(0.1, 0.2, 0.3)
                .held(0.2, 0.3, 0.5)
                .held(0.3, 0.4, 0.7)
                .stopped(0.4, 0.15)
                .view();
        assertThat(score(study, 4)).isCloseTo(-0.2, within(1e-12));
    }

    @Test
    void whatWasStoppedAtDifferentEpochsHasDifferentLines() {
        // The others go from epoch 1 to 3 along 2x + 0.1, and from 2 to 3 along 2x − 0.1.
        StudyView study = StudyBuilder.rates(1e-5, 1, 3)
                .completed(0.1, 0.2, 0.3, 0.5)
                .completed(0.2, 0.3, 0.4, 0.7)
                .completed(0.3, 0.4, 0.5, 0.9)
                .stopped(0.4, 0.15)
                .stopped(0.5, 0.1, 0.2)
                .stopped(0.6, 0.05)
                .view();
        assertThat(score(study, 4)).isCloseTo(-0.4, within(1e-12));
        assertThat(score(study, 5)).isCloseTo(-0.3, within(1e-12));
        assertThat(score(study, 6)).isCloseTo(-0.2, within(1e-12));
    }

    @Test
    void aTrialThatHasNotReportedHasNoScore() {
        StudyView study = StudyBuilder.rates(1e-5, 1, 3)
                .completed(0.1, 0.5)
                .running(0.2, 3)
                .view();
        EqualEpochs scores = EqualEpochs.of(study.objective(), study.trials());
        assertThat(scores.score(study.trial(new TrialId(2)))).isEmpty();
        assertThat(score(study, 1)).isEqualTo(-0.5);
    }
}
