package org.gradus.examples.launcher.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.ranking.ScoreRanking;
import org.gradus.core.testkit.StudyBuilder;
import org.junit.jupiter.api.Test;

class RegimeTableTest {
    @Test
    void showsEachRateInARow() {
        StudyBuilder study = StudyBuilder.rates(1e-10, 1e3, 5)
                .completed(5, 0.1, 0.1, 0.1, 0.1, 0.1)
                .completed(1e-2, 0.6, 0.75, 0.795, 0.805, 0.81)
                .completed(1e-6, 0.11, 0.13, 0.15, 0.17, 0.19)
                .test(2, 0.5, 0.79);
        StudyResult result = new StudyResult(study.study(), study.view(), new ScoreRanking().rank(study.view()), false);

        List<String> lines = RegimeTable.table(result).lines().toList();

        assertThat(lines.get(0)).startsWith("regime").contains("diagnosis", "converged", "train", "validation", "test");
        assertThat(lines.get(1)).startsWith("too low").contains("too-low", "never", "0.190");
        assertThat(lines.get(2)).startsWith("good").contains("healthy", "at epoch 3", "0.810", "0.790");
        assertThat(lines.get(3)).startsWith("too high").contains("collapsed", "never", "0.100");
    }
}
