package org.gradus.reports.internal.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.ranking.ScoreRanking;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.Scale;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.testkit.StudyBuilder;
import org.gradus.core.trial.Objective;
import org.junit.jupiter.api.Test;

class ImportanceRowTest {
    private static List<ImportanceRow> rows(int trials) {
        SearchSpace space = SearchSpace.builder()
                .real("b", 0, 1, Scale.LINEAR)
                .categorical("a", "low", "high")
                .build();
        StudyBuilder study = StudyBuilder.of(space, Objective.minimize("validationLoss"), StudyBudget.of(100, 1));
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < trials; i++) {
            Configuration configuration = space.fromUnit(new double[] {random.nextDouble(), i % 2 == 0 ? 0.2 : 0.8});
            study.completed(configuration, 1 + i % 2);
        }
        return ReportModel.of(
                        new StudyResult(study.study(), study.view(), new ScoreRanking().rank(study.view()), false))
                .importance();
    }

    /** Where the choice decides everything, it explains all, and a number drawn at random has no best values to name. */
    @Test
    void mostImportantComesFirstAndChanceNamesNoValues() {
        List<ImportanceRow> rows = rows(24);
        assertThat(rows).extracting(ImportanceRow::parameter).containsExactly("a", "b");
        assertThat(rows.get(0).share()).isEqualTo("100 %");
        assertThat(rows.get(0).verdict()).isEqualTo("clear, p < 0.001");
        assertThat(rows.get(0).best()).isEqualTo("low");
        assertThat(rows.get(1).verdict()).startsWith("not distinguishable from chance, p = ");
        assertThat(rows.get(1).best()).isEqualTo("–");
        assertThat(rows).extracting(ImportanceRow::trials).containsExactly(24, 24);
    }

    @Test
    void fewTrialsAreSaidToBeFew() {
        assertThat(rows(4)).extracting(ImportanceRow::verdict).containsExactly("too few trials", "too few trials");
    }
}
