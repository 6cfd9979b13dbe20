package org.gradus.core.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.study.StudyView;
import org.gradus.core.testkit.RankingContract;
import org.gradus.core.testkit.StudyBuilder;
import org.gradus.core.trial.TrialId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScoreRankingTest implements RankingContract {
    @Override
    public Ranking newRanking() {
        return new ScoreRanking();
    }

    private static List<Integer> order(StudyBuilder study) {
        return new ScoreRanking()
                .rank(study.view()).entries().stream()
                        .map(e -> e.trial().id().number())
                        .toList();
    }

    @Test
    void replicatedComeFirstAndAreRankedByTheMeanOfTheirReplicates() {
        StudyBuilder study = StudyBuilder.rates(1e-5, 1, 2)
                .completed(0.1, 0.90)
                .completed(0.2, 0.88)
                .completed(0.3, 0.89)
                .replicate(1, 0.80)
                .replicate(2, 0.85)
                .replicate(1, 0.82)
                .replicate(2, 0.87);
        assertThat(order(study)).containsExactly(2, 1, 3);
        RankedTrial best = new ScoreRanking().rank(study.view()).entries().get(0);
        assertThat(best.figure().orElseThrow().mean()).isCloseTo(0.86, within(1e-15));
        assertThat(best.figure().orElseThrow().count()).isEqualTo(2);
        assertThat(best.reason()).isEqualTo("completed, validation accuracy 0.86 at epoch 2, mean of 2");
        assertThat(best.replicates()).extracting(t -> t.id().number()).containsExactly(5, 7);
        assertThat(best.evidence()).isEqualTo(best.replicates());
    }

    @Test
    void equalScoresStandInTheOrderOfTheirRates() {
        assertThat(order(StudyBuilder.rates(1e-5, 1, 2)
                        .completed(0.3, 0.5)
                        .completed(0.1, 0.5)
                        .completed(0.2, 0.5)))
                .containsExactly(2, 3, 1);
    }

    @Test
    void nothingIsClaimedAboutCertainty() {
        RankingResult result = new ScoreRanking()
                .rank(StudyBuilder.rates(1e-5, 1, 2)
                        .completed(0.3, 0.5)
                        .completed(0.1, 0.5)
                        .view());
        assertThat(result.ranking()).isEqualTo("score");
        assertThat(result.warnings()).isEmpty();
        assertThat(result.entries()).extracting(RankedTrial::tiedBest).containsExactly(true, false);
        assertThat(result.entries()).allMatch(e -> e.probabilityBest().isEmpty());
        assertThat(result.entries()).allMatch(e -> !e.figure().orElseThrow().hasInterval());
    }

    @Test
    void whatWasNotMeasuredIsSaidSo() {
        RankingResult result = new ScoreRanking()
                .rank(StudyBuilder.rates(1e-5, 1, 2)
                        .failed(0.1, "out of memory")
                        .view());
        assertThat(result.entries().get(0).figure()).isEmpty();
        assertThat(result.entries().get(0).reason()).isEqualTo("failed, nothing measured");
    }

    @Test
    void figuresOfATrialAreMeansOverItsEvidence() {
        StudyView study = StudyBuilder.rates(1e-5, 1, 2)
                .completed(0.1, 0.9)
                .replicate(1, 0.7)
                .replicate(1, 0.8)
                .test(2, 1.0, 0.5)
                .test(3, 2.0, 0.7)
                .view();
        RankedTrial best = new ScoreRanking().rank(study).winner().orElseThrow();
        assertThat(best.validation().orElseThrow().accuracy().orElseThrow()).isCloseTo(0.75, within(1e-15));
        Evaluation test = best.test().orElseThrow();
        assertThat(test.loss()).isCloseTo(1.5, within(1e-15));
        assertThat(test.metrics()).containsOnlyKeys("accuracy");
        assertThat(test.accuracy().orElseThrow()).isCloseTo(0.6, within(1e-15));
        assertThat(best.configuration().values()).isEqualTo(Map.of("learningRate", 0.1));
        assertThat(best.trial()).isEqualTo(study.trial(new TrialId(1)));
    }

    @Test
    void trialWithoutReplicatesSpeaksForItself() {
        StudyView study = StudyBuilder.rates(1e-5, 1, 2)
                .completed(0.1, 0.9)
                .test(1, 1.0, 0.5)
                .view();
        RankedTrial best = new ScoreRanking().rank(study).winner().orElseThrow();
        assertThat(best.evidence()).containsExactly(study.trial(new TrialId(1)));
        assertThat(best.test()).contains(Evaluation.of(1.0, 0.5));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
    void estimatesAreFinite(double mean) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Estimate(mean, Double.NaN, Double.NaN, 1))
                .withMessage("a mean must be finite, but was " + mean);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Estimate(1, 0, 2, 0))
                .withMessage("a mean needs at least 1 training, but has 0");
        assertThat(new Estimate(1, Double.NaN, Double.NaN, 1).hasInterval()).isFalse();
        assertThat(new Estimate(1, 0, 2, 3).hasInterval()).isTrue();
    }
}
