package org.gradus.strategies.internal.tpe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.strategy.Proposal;
import org.gradus.core.testkit.StudyBuilder;
import org.gradus.strategies.BestFound;
import org.gradus.strategies.internal.random.RandomStrategy;
import org.gradus.strategies.points.ObservedScores;
import org.junit.jupiter.api.Test;

class TpeStrategyTest {
    @Test
    void aTenthIsGoodAndAtMost25() {
        // Optuna 5.0.0, default_gamma.
        assertThat(List.of(
                        TpeStrategy.goodOnes(10),
                        TpeStrategy.goodOnes(11),
                        TpeStrategy.goodOnes(100),
                        TpeStrategy.goodOnes(241),
                        TpeStrategy.goodOnes(10_000)))
                .containsExactly(1, 2, 10, 25, 25);
    }

    @Test
    void divergedAndPendingTrialsAreNeverGood() {
        Configuration fine = Configuration.of(new LearningRate(0.01));
        Configuration wild = Configuration.of(new LearningRate(0.9));
        Configuration open = Configuration.of(new LearningRate(0.1));
        ObservedScores findings = new ObservedScores(
                List.of(
                        new ObservedScores.Finding(wild, Double.POSITIVE_INFINITY),
                        new ObservedScores.Finding(fine, -0.5)),
                List.of(open));
        Groups groups = Groups.of(SearchSpace.learningRate(1e-5, 1), findings, 2);
        assertThat(groups.good()).containsExactly(fine);
        assertThat(groups.others()).containsExactlyInAnyOrder(wild, open);
    }

    @Test
    void failedTrialsAndSweepsAreNotCounted() {
        StudyBuilder study = StudyBuilder.rates(1e-5, 1, 1).completed(0.01, 0.8).failed(0.02, "no memory");
        study.sweep(1e-5, 1, 2.3, 2.2, 2.1).diverged(0.9).running(0.03, 1);
        ObservedScores findings = ObservedScores.of(study.view());
        assertThat(findings.finished())
                .containsExactly(
                        new ObservedScores.Finding(Configuration.of(new LearningRate(0.01)), -0.8),
                        new ObservedScores.Finding(Configuration.of(new LearningRate(0.9)), Double.POSITIVE_INFINITY));
        assertThat(findings.pending()).containsExactly(Configuration.of(new LearningRate(0.03)));
    }

    @Test
    void replicatesOfAConfigurationCountOnceWithTheirMean() {
        StudyBuilder study =
                StudyBuilder.rates(1e-5, 1, 1).completed(0.01, 0.75).replicate(1, 0.25);
        assertThat(ObservedScores.of(study.view()).finished())
                .containsExactly(new ObservedScores.Finding(Configuration.of(new LearningRate(0.01)), -0.5));
    }

    @Test
    void staysBelowTheRatesThatDiverge() {
        StudyBuilder study = StudyBuilder.rates(1e-5, 1, 1);
        for (int i = 0; i < 20; i++) {
            double rate = Math.pow(10, -4.9 + 0.25 * i);
            if (rate > 0.05) {
                study.diverged(rate);
            } else {
                study.completed(rate, 0.9 - 0.1 * Math.abs(Math.log10(rate) + 2.5));
            }
        }
        long below = new SplittableRandom(3)
                .longs(50)
                .filter(seed -> proposed(study, seed) < 0.05)
                .count();
        assertThat(below).isEqualTo(50);
    }

    private static double proposed(StudyBuilder study, long seed) {
        Proposal proposal = new TpeStrategy().propose(study.view(), new SplittableRandom(seed));
        return ((Proposal.Suggest) proposal).configuration().learningRate().value();
    }

    @Test
    void findsBetterPlacesThanChance() {
        BestFound tpe = new BestFound(new TpeStrategy(), 50);
        BestFound random = new BestFound(new RandomStrategy(), 50);
        // Chance: P(f < r²) = π r² for each point, so the median of the best of 50 is about ln 2/(50 π) = 0.0044.
        assertThat(tpe.median(BestFound::bowl)).isLessThan(0.5 * random.median(BestFound::bowl));
        assertThat(tpe.median(BestFound::branin)).isLessThan(random.median(BestFound::branin));
    }
}
