package org.gradus.strategies.internal.bayesian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.gradus.core.strategy.Proposal;
import org.gradus.core.testkit.StudyBuilder;
import org.gradus.probes.internal.curves.RefitCounts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateOpeningTest {
    private static double logRate(BayesianStrategy strategy, StudyBuilder study) {
        Proposal proposal = strategy.propose(study.view(), new SplittableRandom(1));
        return Math.log10(
                ((Proposal.Suggest) proposal).configuration().learningRate().value());
    }

    private static double logRate(StudyBuilder study) {
        return logRate(new BayesianStrategy(), study);
    }

    @Test
    void beginsInTheMiddleOfTheRangeOrAtThePrior() {
        // The middle of 1e-5 to 1 is -2.5; the seed moves it by at most a twentieth of five decades.
        assertThat(logRate(StudyBuilder.rates(1e-5, 1, 10))).isBetween(-2.75, -2.25);
        BayesianStrategy adam = BayesianStrategy.withPrior(new RatePrior(-3.5, 0.7));
        assertThat(logRate(adam, StudyBuilder.rates(1e-5, 1, 10))).isBetween(-3.75, -3.25);
    }

    @Test
    void goesLowerWhileAllFail() {
        // 1.75 decades below the failure, give or take the seed's 0.15, or half of the way to the end.
        assertThat(logRate(StudyBuilder.rates(1e-7, 1, 10).diverged(1e-2))).isBetween(-3.9, -3.6);
        assertThat(logRate(StudyBuilder.rates(1e-3, 1, 10).diverged(1e-2))).isBetween(-2.51, -2.49);
    }

    @Test
    void goesLowerAfterATrainingThatWasDoneAtOnceAndHigherAfterOneThatWasNot() {
        // Done after one epoch of ten: log10(1/10) - log10(1/3) = -0.52. Done at the end: log10(3) = 0.48.
        StudyBuilder early =
                StudyBuilder.rates(1e-5, 1, 10).completed(1e-2, 0.7, 0.7, 0.7, 0.7, 0.7, 0.7, 0.7, 0.7, 0.7, 0.7);
        assertThat(logRate(early)).isBetween(-2.68, -2.37);
        StudyBuilder late =
                StudyBuilder.rates(1e-5, 1, 10).completed(1e-3, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6);
        assertThat(logRate(late)).isBetween(-2.68, -2.37);
    }

    @ParameterizedTest
    @CsvSource({"5, 5", "20, 20", "21, 20", "22, 22", "29, 28", "33, 33", "35, 33", "100, 94"})
    void refitsAtFixedCounts(int trials, int count) {
        // By hand: 20, 22, 24, 26, 28, 30, 33, 36, 39, 42, 46, 50, 55, 60, 66, 72, 79, 86, 94, 103.
        assertThat(RefitCounts.atMost(trials)).isEqualTo(count);
    }

    @Test
    void aPriorFadesAsTrialsComeIn() {
        // The parabola has its top at -2.3; a prior far from it must not keep the search away after a dozen trials.
        StudyBuilder study = StudyBuilder.rates(1e-5, 1, 1);
        for (int i = 0; i < 20; i++) {
            double logRate = -4.8 + 0.2 * i;
            study.completed(Math.pow(10, logRate), 0.9 - 0.05 * Math.pow(logRate + 2.3, 2));
        }
        BayesianStrategy wrong = BayesianStrategy.withPrior(new RatePrior(-4, 1));
        assertThat(logRate(wrong, study)).isBetween(-2.8, -1.8);
    }

    @Test
    void aPriorThatIsNoneIsRefused() {
        assertThatThrownBy(() -> new RatePrior(Double.NaN, 1)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> new RatePrior(-3, Double.NaN)).hasMessageContaining("deviation");
        assertThatThrownBy(() -> new RatePrior(-3, 0)).hasMessageContaining("positive");
    }
}
