package org.gradus.trainers.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.space.Schedules;
import org.gradus.core.testkit.TrainerContract;
import org.gradus.core.testkit.TrainerRuns;
import org.gradus.core.training.CancellationToken;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainingException;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.training.TrainingSession;
import org.gradus.core.trial.Segment;
import org.gradus.core.trial.SegmentEnd;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Expected losses come from the closed form ½ Σ λᵢ (1 − ηλᵢ)^{2N} xᵢ², written out here again. */
class QuadraticTrainerTest implements TrainerContract {
    private static final double[] EIGENVALUES = {1, 10, 50};

    @Override
    public Trainer trainer() {
        return QuadraticTrainer.of(EIGENVALUES);
    }

    @Override
    public Configuration goodConfiguration() {
        return at(0.03);
    }

    /** The square of the factor −4e11 overflows double after 13 steps. */
    @Override
    public Configuration absurdConfiguration() {
        return at(1e10);
    }

    @Override
    public boolean initSeedMatters() {
        return false;
    }

    @Override
    public boolean dataSeedMatters() {
        return false;
    }

    private static Configuration at(double rate) {
        return Configuration.of(new LearningRate(rate));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-5, 1e-3, 0.01, 0.039, 0.0399, 0.041})
    void lossFollowsTheClosedForm(double rate) throws Exception {
        double[] start = {1, -2, 0.5};
        QuadraticTrainer trainer =
                QuadraticTrainer.of(EIGENVALUES).startingAt(start).stepsPerEpoch(1);
        TrainingRequest request = TrainerRuns.request(trainer, at(rate), 200);
        for (CurvePoint point : TrainerRuns.train(trainer, request)) {
            double expected = 0;
            for (int i = 0; i < 3; i++) {
                double factor = Math.pow(1 - rate * EIGENVALUES[i], 2.0 * point.step());
                expected += 0.5 * EIGENVALUES[i] * factor * start[i] * start[i];
            }
            double loss = point.validation().orElseThrow().loss();
            // rounding: each of up to 200 products of factors is off by at most an ulp
            assertThat(loss).isCloseTo(expected, within(1e-12 * expected));
            assertThat(trainer.exactLoss(rate, point.step())).isCloseTo(expected, within(1e-14 * expected));
        }
    }

    @Test
    void lossUnderAScheduleIsTheProductOfItsFactors() throws Exception {
        QuadraticTrainer trainer = QuadraticTrainer.of(4).stepsPerEpoch(7);
        Schedules.Cosine cosine = new Schedules.Cosine(new LearningRate(0.1), 0.01);
        TrainingRequest request = TrainerRuns.request(trainer, at(0.1), cosine, 3);
        List<CurvePoint> points = TrainerRuns.train(trainer, request);
        double product = 1;
        for (int step = 1; step <= 21; step++) {
            double rate = 0.001 + (0.1 - 0.001) * (1 + Math.cos(Math.PI * (step - 1) / 20)) / 2;
            product *= 1 - rate * 4;
        }
        double expected = 2 * product * product;
        assertThat(points.get(points.size() - 1).validation().orElseThrow().loss())
                .isCloseTo(expected, within(1e-12 * expected));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 0.5, 0.9, 0.999})
    void belowTheCriticalRateTheLossFalls(double share) throws Exception {
        assertThat(finalOverInitialLoss(share)).isLessThan(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.001, 1.1, 2})
    void aboveTheCriticalRateTheLossGrows(double share) throws Exception {
        assertThat(finalOverInitialLoss(share)).isGreaterThan(1);
    }

    private static double finalOverInitialLoss(double share) throws Exception {
        QuadraticTrainer trainer = QuadraticTrainer.of(50).stepsPerEpoch(1);
        assertThat(trainer.criticalRate()).isEqualTo(0.04);
        List<CurvePoint> points =
                TrainerRuns.train(trainer, TrainerRuns.request(trainer, at(share * trainer.criticalRate()), 200));
        return points.get(200).validation().orElseThrow().loss()
                / points.get(0).validation().orElseThrow().loss();
    }

    /** With λ = 1 and η = 1e154 + 1 the loss is ½·1e308 after one step and overflows in the next. */
    @Test
    void divergesAtTheStepWhoseLossOverflows() throws Exception {
        QuadraticTrainer trainer = QuadraticTrainer.of(1).stepsPerEpoch(1);
        TrainingRequest request = TrainerRuns.request(trainer, at(1e154), 5);
        try (TrainingSession session = trainer.open(request)) {
            Segment segment = session.advanceTo(5, CancellationToken.create());
            assertThat(segment.end()).isEqualTo(SegmentEnd.DIVERGED);
            assertThat(segment.points()).extracting(CurvePoint::step).containsExactly(0L, 1L, 2L);
            assertThat(segment.reason()).contains("step 2");
        }
    }

    @Test
    void refusesAProblemThatIsNone() {
        assertThatIllegalArgumentException().isThrownBy(QuadraticTrainer::of).withMessageContaining("none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QuadraticTrainer.of(1, Double.NaN))
                .withMessageContaining("NaN");
        QuadraticTrainer trainer = QuadraticTrainer.of(1, 2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trainer.startingAt(1))
                .withMessageContaining("2 coordinates, but has 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trainer.startingAt(1, Double.NaN))
                .withMessageContaining("finite");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trainer.stepsPerEpoch(0))
                .withMessageContaining("0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trainer.noise(Double.NaN))
                .withMessageContaining("NaN");
    }

    @Test
    void refusesTheCheckpointOfAnotherProblem() throws Exception {
        QuadraticTrainer other = QuadraticTrainer.of(2);
        QuadraticTrainer trainer = QuadraticTrainer.of(3);
        TrainingRequest request = TrainerRuns.request(trainer, at(0.1), 1);
        byte[] checkpoint = other.open(request).checkpoint();
        assertThatThrownBy(() -> trainer.resume(request, checkpoint))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("belongs to");
    }

    @Nested
    class WithNoise implements TrainerContract {
        @Override
        public Trainer trainer() {
            return QuadraticTrainer.of(EIGENVALUES).noise(0.1).stepsPerEpoch(7);
        }

        @Override
        public Configuration goodConfiguration() {
            return at(0.03);
        }

        @Override
        public Configuration absurdConfiguration() {
            return at(1e10);
        }

        @Override
        public boolean initSeedMatters() {
            return false;
        }
    }
}
