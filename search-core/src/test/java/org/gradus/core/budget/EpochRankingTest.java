package org.gradus.core.budget;

import static org.assertj.core.api.Assertions.assertThat;

import org.gradus.core.study.StudyView;
import org.gradus.core.testkit.StudyBuilder;
import org.gradus.core.trial.TrialId;
import org.junit.jupiter.api.Test;

class EpochRankingTest {
    private final StudyView view = StudyBuilder.rates(1e-5, 1, 10)
            .held(0.1, 0.3, 0.4)
            .completed(0.01, 0.1, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6)
            .diverged(0.9, 0.5, 0.9, 0.9)
            .failed(0.5, "out of memory")
            .stopped(0.001, 0.2, 0.4)
            .running(0.002, 2)
            .held(0.003, 0.9)
            .view();

    private final EpochRanking ranking = EpochRanking.of(view.objective(), view.searched(), 2);

    @Test
    void rankByTheScoreAtTheEpochAndCountWhatDiverged() {
        // At epoch 2 there are 0.6, 0.4 and 0.4 (the earlier trial first), and one that diverged behind it.
        assertThat(ranking.size()).isEqualTo(4);
        assertThat(ranking.words(view.trial(new TrialId(2)), 1)).isEqualTo("rank 1 of 4 at epoch 2, the best goes on");
        assertThat(ranking.words(view.trial(new TrialId(1)), 2)).isEqualTo("rank 2 of 4 at epoch 2, the best 2 go on");
        assertThat(ranking.words(view.trial(new TrialId(5)), 0))
                .isEqualTo("rank 3 of 4 at epoch 2, too few for one to go on");
    }

    @Test
    void whoDivergedFailedOrHasNotComeHasNoRank() {
        for (int trial : new int[] {3, 4, 6, 7}) {
            assertThat(ranking.isAmong(100, view.trial(new TrialId(trial)))).isFalse();
            assertThat(ranking.words(view.trial(new TrialId(trial)), 2))
                    .isEqualTo("no score at epoch 2, the best 2 go on");
        }
        assertThat(ranking.isAmong(2, view.trial(new TrialId(1)))).isTrue();
        assertThat(ranking.isAmong(2, view.trial(new TrialId(5)))).isFalse();
    }
}
