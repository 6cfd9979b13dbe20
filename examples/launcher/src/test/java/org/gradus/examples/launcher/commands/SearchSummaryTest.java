package org.gradus.examples.launcher.commands;

import static org.assertj.core.api.Assertions.assertThat;

import org.gradus.core.engine.StudyResult;
import org.gradus.core.ranking.ScoreRanking;
import org.gradus.core.testkit.StudyBuilder;
import org.junit.jupiter.api.Test;

class SearchSummaryTest {
    @Test
    void namesTheWinnerItsTestFiguresAndTheBaseline() {
        StudyResult result = result(StudyBuilder.rates(1e-5, 1, 5)
                .baseline(0.1, 0.75)
                .completed(0.0032, 0.861)
                .diverged(0.9, 0.2)
                .replicate(2, 0.85)
                .replicate(2, 0.87)
                .test(4, 0.42, 0.84)
                .test(5, 0.40, 0.85));

        assertThat(SearchSummary.of(result))
                .contains("Best: learning rate 3.2e-3 (trial 2), validation accuracy 0.860")
                .contains("mean of 2 seeds")
                .contains("Test: accuracy 0.845, loss 0.410, mean of 2 seeds")
                .contains("Without a search: the default rate 1e-1, validation accuracy 0.750, one seed")
                // 5 epochs of the baseline, 5 + 1.1 of the two candidates, 10 of the replicates.
                .contains("Spent: 21.1 epochs in 5 trainings");
    }

    @Test
    void saysSoWhenNothingWon() {
        StudyResult result = result(StudyBuilder.rates(1e-5, 1, 5).diverged(0.9).failed(0.5, "no"));

        assertThat(SearchSummary.of(result)).startsWith("No winner: none of 2 trials was trained to the last epoch");
        assertThat(SearchCommand.exitCode(result)).isEqualTo(1);
    }

    @Test
    void anInterruptedSearchHasABestSoFar() {
        StudyBuilder study = StudyBuilder.rates(1e-5, 1, 5).completed(0.0032, 0.861);
        StudyResult result = new StudyResult(study.study(), study.view(), new ScoreRanking().rank(study.view()), true);

        assertThat(SearchSummary.of(result)).startsWith("Best so far: learning rate 3.2e-3");
        assertThat(SearchCommand.exitCode(result)).isEqualTo(130);
    }

    private static StudyResult result(StudyBuilder study) {
        return new StudyResult(study.study(), study.view(), new ScoreRanking().rank(study.view()), false);
    }
}
