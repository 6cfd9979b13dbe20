package org.gradus.core.curve.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.curve.LearningCurve;
import org.gradus.core.curve.LearningCurve.Divergence;
import org.gradus.core.testkit.Curves;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DivergenceRuleTest {
    private static LearningCurve curve(List<CurvePoint> points) {
        return LearningCurve.of(points);
    }

    /** Validation losses at epochs 0, 1, 2, … of ten steps. */
    private static LearningCurve evaluated(double... losses) {
        List<Evaluation> evaluations = new ArrayList<>();
        for (double loss : losses) {
            evaluations.add(Evaluation.ofLoss(loss));
        }
        return curve(Curves.evaluated(0.1, 10, evaluations));
    }

    private static Optional<String> whileTraining(LearningCurve curve) {
        return DivergenceRule.evidence(curve, Divergence.DEFAULT, false);
    }

    private static Optional<String> atTheEnd(LearningCurve curve) {
        return DivergenceRule.evidence(curve, Divergence.DEFAULT, true);
    }

    /** The untrained loss is 2: 7 is over 3 times it, but not over 4 times. */
    @Test
    void factorAndPointsAreThoseOfTheRule() {
        LearningCurve curve = evaluated(2, 7, 7, 7);
        assertThat(DivergenceRule.evidence(curve, new Divergence(3, 3), false)).isPresent();
        assertThat(DivergenceRule.evidence(curve, new Divergence(4, 1), false)).isEmpty();
        assertThat(DivergenceRule.evidence(curve, new Divergence(3, 4), false)).isEmpty();
        assertThat(DivergenceRule.evidence(evaluated(2, 7), new Divergence(3, 1), false))
                .isPresent();
        assertThat(DivergenceRule.evidence(evaluated(2, 1e300), new Divergence(Double.POSITIVE_INFINITY, 1), true))
                .isEmpty();
        assertThat(DivergenceRule.evidence(evaluated(2, Double.NaN), new Divergence(Double.POSITIVE_INFINITY, 1), true))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 0, -3, Double.NaN})
    void factorMustBeAboveOne(double factor) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Divergence(factor, 3))
                .withMessageContaining("the factor of divergence must be above 1, but was " + factor);
    }

    @Test
    void nothingSeenIsNoDivergence() {
        assertThat(whileTraining(LearningCurve.empty())).isEmpty();
        assertThat(atTheEnd(LearningCurve.empty())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void lossThatIsNoNumberIsDivergenceAtItsStep(double loss) {
        assertThat(whileTraining(curve(Curves.batches(0.1, 2.3, 2.2, loss))))
                .contains("the training loss is " + loss + " at step 3");
    }

    @Test
    void evaluatedLossThatIsNoNumberIsDivergence() {
        List<CurvePoint> points = List.of(
                new CurvePoint(0, 0.1, 2.3, Optional.empty(), Optional.of(Evaluation.ofLoss(2.3))),
                new CurvePoint(10, 0.1, 2.3, Optional.empty(), Optional.of(Evaluation.ofLoss(Double.NaN))));
        assertThat(whileTraining(curve(points))).contains("an evaluated loss is not a number at step 10");
        List<CurvePoint> train = List.of(new CurvePoint(
                10, 0.1, 2.3, Optional.of(Evaluation.ofLoss(Double.POSITIVE_INFINITY)), Optional.empty()));
        assertThat(whileTraining(curve(train))).contains("an evaluated loss is not a number at step 10");
    }

    @Test
    void threeHighPointsInARowAreDivergence() {
        assertThat(whileTraining(evaluated(2, 7, 8, 9)))
                .contains("validation loss 9 at step 30 is over 3 times the untrained 2,"
                        + " and so were the points before it");
    }

    @Test
    void twoHighPointsInARowAreNoneYet() {
        assertThat(whileTraining(evaluated(2, 7, 8))).isEmpty();
    }

    @Test
    void thriceTheUntrainedLossIsNotOverIt() {
        assertThat(whileTraining(evaluated(2, 6, 6, 6, 6))).isEmpty();
        assertThat(atTheEnd(evaluated(2, 6))).isEmpty();
    }

    @Test
    void recoveryInBetweenStartsTheCountAgain() {
        assertThat(whileTraining(evaluated(2, 7, 8, 5, 9, 9))).isEmpty();
        assertThat(whileTraining(evaluated(2, 7, 8, 5, 9, 9, 9))).isPresent();
    }

    @Test
    void recoveryOfABatchCountsToo() {
        List<CurvePoint> batches =
                List.of(CurvePoint.ofBatch(7, 0.1, 9), CurvePoint.ofBatch(8, 0.1, 9), CurvePoint.ofBatch(9, 0.1, 1.5));
        LearningCurve curve = curve(Curves.merged(evaluated(2, 8).points(), batches));
        assertThat(whileTraining(curve)).isEmpty();
    }

    @Test
    void highBatchesAreDivergenceOnceAnEvaluationConfirmsThem() {
        List<CurvePoint> batches =
                List.of(CurvePoint.ofBatch(7, 0.1, 9), CurvePoint.ofBatch(8, 0.1, 9), CurvePoint.ofBatch(9, 0.1, 9));
        List<CurvePoint> start = evaluated(2).points();
        assertThat(whileTraining(curve(Curves.merged(start, batches)))).isEmpty();
        assertThat(whileTraining(curve(Curves.merged(evaluated(2, 8).points(), batches))))
                .hasValueSatisfying(words -> assertThat(words).startsWith("validation loss 8 at step 10"));
        assertThat(whileTraining(curve(Curves.merged(evaluated(2, 5).points(), batches))))
                .isEmpty();
    }

    @Test
    void atTheEndOfTrainingOneHighEvaluationSuffices() {
        assertThat(whileTraining(evaluated(2, 1, 7))).isEmpty();
        assertThat(atTheEnd(evaluated(2, 1, 7)))
                .contains("validation loss 7 at step 20 is over 3 times the untrained 2 at the end of the training");
        assertThat(atTheEnd(evaluated(2, 7, 1))).isEmpty();
    }

    @Test
    void withoutTheUntrainedLossOnlyWhatIsNoNumberDiverges() {
        List<CurvePoint> points = evaluated(2, 100, 100, 100, 100).points();
        LearningCurve curve = curve(points.subList(1, points.size()));
        assertThat(whileTraining(curve)).isEmpty();
        assertThat(atTheEnd(curve)).isEmpty();
    }

    /** Log-likelihoods of densities may be negative: three times such a loss lies below it. */
    @ParameterizedTest
    @ValueSource(doubles = {-1, 0})
    void untrainedLossThatIsNotPositiveSetsNoLimit(double untrained) {
        assertThat(atTheEnd(evaluated(untrained, -2, -2.5, -2.9, -2.95))).isEmpty();
        assertThat(atTheEnd(evaluated(untrained, 5, 5, 5))).isEmpty();
        assertThat(atTheEnd(evaluated(untrained, 5, Double.NaN))).isPresent();
    }
}
