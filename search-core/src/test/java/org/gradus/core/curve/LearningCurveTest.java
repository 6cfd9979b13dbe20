package org.gradus.core.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.gradus.core.testkit.Curves;
import org.gradus.core.testkit.Events;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LearningCurveTest {
    private static final List<CurvePoint> POINTS = List.of(
            new CurvePoint(0, 0.1, 2.3, Optional.of(Evaluation.of(2.3, 0.1)), Optional.of(Evaluation.of(2.31, 0.11))),
            CurvePoint.ofBatch(5, 0.2, 2.0),
            new CurvePoint(10, 0.3, 1.5, Optional.of(Evaluation.of(1.4, 0.5)), Optional.empty()),
            new CurvePoint(20, 0.4, 1.2, Optional.empty(), Optional.of(Evaluation.ofLoss(1.3))),
            CurvePoint.ofBatch(25, 0.5, Double.NaN));

    @Test
    void columnsHoldWhatThePointsHeld() {
        LearningCurve curve = LearningCurve.of(POINTS);
        assertThat(curve.size()).isEqualTo(5);
        assertThat(curve.isEmpty()).isFalse();
        assertThat(curve.steps()).containsExactly(0, 5, 10, 20, 25);
        assertThat(curve.learningRates()).containsExactly(0.1, 0.2, 0.3, 0.4, 0.5);
        assertThat(curve.batchLosses()).containsExactly(2.3, 2.0, 1.5, 1.2, Double.NaN);
        assertThat(curve.step(1)).isEqualTo(5);
        assertThat(curve.learningRate(1)).isEqualTo(0.2);
        assertThat(curve.batchLoss(1)).isEqualTo(2.0);
        assertThat(curve.lastStep()).isEqualTo(25);
        assertThat(curve.points()).isEqualTo(POINTS);
        assertThat(curve).hasToString("LearningCurve of 5 points to step 25");
    }

    @Test
    void evaluationsAreFoundByStep() {
        LearningCurve curve = LearningCurve.of(POINTS);
        assertThat(curve.evaluated()).containsExactly(POINTS.get(0), POINTS.get(2), POINTS.get(3));
        assertThat(curve.evaluatedAt(10)).contains(POINTS.get(2));
        assertThat(curve.evaluatedAt(5)).isEmpty();
        assertThat(curve.evaluatedAt(11)).isEmpty();
        assertThat(curve.lastValidated()).contains(POINTS.get(3));
        assertThat(curve.validations(Evaluation::loss)).containsExactly(2.31, 1.3);
        assertThat(curve.trainings(e -> e.accuracy().orElseThrow())).containsExactly(0.1, 0.5);
    }

    @Test
    void emptyCurveHasNothing() {
        LearningCurve empty = LearningCurve.empty();
        assertThat(empty.isEmpty()).isTrue();
        assertThat(empty.lastStep()).isZero();
        assertThat(empty.points()).isEmpty();
        assertThat(empty.lastValidated()).isEmpty();
        assertThat(empty).isEqualTo(LearningCurve.of(List.of()));
    }

    @ParameterizedTest
    @MethodSource("org.gradus.core.testkit.TestSeeds#fifty")
    void curveOfPiecesEqualsTheCurveOfTheWhole(int seed) {
        List<CurvePoint> points = Events.longCurve(seed, 150).points();
        LearningCurve whole = LearningCurve.of(points);
        RandomGenerator random = new SplittableRandom(seed);
        LearningCurve pieces = LearningCurve.empty();
        int from = 0;
        while (from < points.size()) {
            int until = random.nextInt(from, points.size() + 1);
            pieces = pieces.plus(points.subList(from, until));
            from = until;
        }
        assertThat(pieces).isEqualTo(whole).hasSameHashCodeAs(whole);
        assertThat(pieces.points()).isEqualTo(points);
    }

    @Test
    void addingLeavesTheOldCurveAsItWas() {
        LearningCurve before = LearningCurve.of(POINTS.subList(0, 2));
        LearningCurve after = before.plus(POINTS.subList(2, 5));
        assertThat(before.points()).isEqualTo(POINTS.subList(0, 2));
        assertThat(after.points()).isEqualTo(POINTS);
        assertThat(before).isNotEqualTo(after);
    }

    @Test
    void copiesOfColumnsDoNotReachTheCurve() {
        LearningCurve curve = LearningCurve.of(POINTS);
        curve.steps()[0] = 99;
        curve.batchLosses()[0] = 99;
        curve.learningRates()[0] = 99;
        assertThat(curve).isEqualTo(LearningCurve.of(POINTS));
    }

    @Test
    void stepsMustStrictlyIncrease() {
        LearningCurve curve = LearningCurve.of(Curves.batches(0.1, 1, 2, 3));
        List<CurvePoint> again = List.of(CurvePoint.ofBatch(3, 0.1, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> curve.plus(again))
                .withMessage("the steps of a curve must strictly increase, but step 3 follows step 3");
        List<CurvePoint> falling = List.of(CurvePoint.ofBatch(5, 0.1, 1), CurvePoint.ofBatch(4, 0.1, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> curve.plus(falling))
                .withMessage("the steps of a curve must strictly increase, but step 4 follows step 5");
    }

    @Test
    void pointHasAStepAndARateThatCanBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CurvePoint.ofBatch(-1, 0.1, 1))
                .withMessage("a step must be 0 or more, but was -1");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY})
    void rateOfAPointIsPositiveAndFiniteIfThereIsOne(double rate) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CurvePoint.ofBatch(3, rate, 1))
                .withMessage("the learning rate of step 3 must be positive and finite, but was " + rate);
    }

    @Test
    void evaluationKnowsItsFiguresByName() {
        Evaluation evaluation = Evaluation.of(0.5, 0.9);
        assertThat(evaluation.metric("loss")).hasValue(0.5);
        assertThat(evaluation.metric("accuracy")).hasValue(0.9);
        assertThat(evaluation.metric("f1")).isEmpty();
        assertThat(Evaluation.ofLoss(0.5).accuracy()).isEmpty();
    }
}
