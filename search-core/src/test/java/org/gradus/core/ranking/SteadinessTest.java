package org.gradus.core.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.gradus.core.testkit.StudyBuilder;
import org.junit.jupiter.api.Test;

/** The 99 % point of F with 2 and 4 degrees of freedom is 18.00 (any printed table): a deviation 4.24 times as large. */
class SteadinessTest {
    private static StudyBuilder withThird(double... figures) {
        StudyBuilder study = StudyBuilder.rates(1e-5, 1, 2)
                .completed(0.01, 0.86)
                .completed(0.02, 0.86)
                .completed(0.1, 0.86);
        for (int trial = 1; trial <= 2; trial++) {
            study.replicate(trial, 0.84).replicate(trial, 0.85).replicate(trial, 0.86);
        }
        for (double figure : figures) {
            study.replicate(3, figure);
        }
        return study;
    }

    private static RankingResult rank(StudyBuilder study) {
        return new GeneralizationRanking().rank(study.view());
    }

    private static RankedTrial third(RankingResult result) {
        return result.entries().stream()
                .filter(e -> e.trial().id().number() == 3)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aCandidateWhoseSeedsCollapseDoesNotWidenTheIntervalsOfTheOthers() {
        RankingResult result = rank(withThird(0.100, 0.100, 0.767));
        // By hand: deviation 0.01 of both, 4 degrees of freedom, t = 2.776445.
        double half = 2.776445 * 0.01 / Math.sqrt(3);
        assertThat(result.entries().get(0).figure().orElseThrow().low()).isCloseTo(0.85 - half, within(1e-7));
        assertThat(third(result).reason())
                .isEqualTo("its 3 fresh seeds gave 0.1 to 0.767: far less steady than the others");
        assertThat(third(result).tiedBest()).isFalse();
    }

    @Test
    void anIntervalOfAccuraciesEndsAtZeroAndOne() {
        RankedTrial erratic = third(rank(withThird(0.100, 0.100, 0.767)));
        assertThat(erratic.figure().orElseThrow().low()).isZero();
        assertThat(erratic.figure().orElseThrow().high()).isEqualTo(1);
    }

    @Test
    void aDeviationBelowTheCriticalOneIsRaced() {
        // Deviation 0.042, 4.2 times that of the others: just below 4.24.
        assertThat(third(rank(withThird(0.85 - 0.042, 0.85, 0.85 + 0.042))).tiedBest())
                .isTrue();
        assertThat(third(rank(withThird(0.85 - 0.043, 0.85, 0.85 + 0.043))).tiedBest())
                .isFalse();
    }
}
