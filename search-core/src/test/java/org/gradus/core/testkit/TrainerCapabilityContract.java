package org.gradus.core.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.gradus.core.curvature.Curvature;
import org.gradus.core.curvature.CurvatureMeter;
import org.gradus.core.curvature.Gradients;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.space.Schedules;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainingException;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.training.TrainingSession;
import org.gradus.core.trial.Capability;
import org.gradus.core.trial.Seeds;
import org.gradus.core.trial.Sweep;
import org.junit.jupiter.api.Test;

/** What a trainer does if its descriptor has a capability, and how it refuses if not. */
interface TrainerCapabilityContract extends TrainerFixture {
    private void assumeCan(Capability capability) {
        assumeTrue(trainer().descriptor().can(capability), () -> "this trainer cannot " + capability.words());
    }

    private void assumeCannot(Capability capability) {
        assumeFalse(trainer().descriptor().can(capability), () -> "this trainer can " + capability.words());
    }

    private TrainingRequest sweepRequest() {
        return TrainerRuns.sweep(trainer(), goodConfiguration(), harmlessSweep());
    }

    private TrainingRequest cosineRequest() {
        Schedules.Cosine cosine = new Schedules.Cosine(goodConfiguration().learningRate(), 0.001);
        return TrainerRuns.request(trainer(), goodConfiguration(), cosine, epochs());
    }

    private static void assertRefused(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfAny(TrainingException.class, UnsupportedOperationException.class)
                .message()
                .isNotBlank();
    }

    @Test
    default void sweepIsRecordedAtEveryStepWithoutEvaluations() throws Exception {
        assumeCan(Capability.SWEEP);
        TrainingRequest request = sweepRequest();
        List<CurvePoint> points = TrainerRuns.train(trainer(), request);
        assertThat(points)
                .extracting(CurvePoint::step)
                .isEqualTo(LongStream.rangeClosed(1, harmlessSweep().steps())
                        .boxed()
                        .toList());
        assertThat(points)
                .allMatch(point ->
                        point.train().isEmpty() && point.validation().isEmpty() && Double.isFinite(point.batchLoss()));
        TrainerChecks.ratesFollowTheSchedule(request, points, rateTolerance());
        assertThat(TrainerRuns.train(trainer(), request, 1, 5)).isEqualTo(points);
    }

    @Test
    default void sweepIsEvaluatedWhereItSaysSo() throws Exception {
        assumeCan(Capability.SWEEP);
        Sweep plain = harmlessSweep();
        Sweep evaluated = new Sweep(plain.minRate(), plain.maxRate(), plain.steps(), 5);
        TrainingRequest request = TrainerRuns.sweep(trainer(), goodConfiguration(), evaluated);
        List<CurvePoint> points = TrainerRuns.train(trainer(), request);
        assertThat(points)
                .extracting(CurvePoint::step)
                .isEqualTo(LongStream.rangeClosed(0, plain.steps()).boxed().toList());
        assertThat(points).allMatch(point -> point.validation().isPresent() == evaluated.evaluatedAt(point.step()));
        // Looking at the model does not change it.
        assertThat(points.stream().skip(1).mapToDouble(CurvePoint::batchLoss))
                .containsExactlyElementsOf(TrainerRuns.train(trainer(), sweepRequest()).stream()
                        .map(CurvePoint::batchLoss)
                        .toList());
    }

    @Test
    default void probeHoldsItsRate() throws Exception {
        assumeCan(Capability.SWEEP);
        double rate = goodConfiguration().learningRate().value();
        TrainingRequest request = TrainerRuns.sweep(trainer(), goodConfiguration(), Sweep.probe(rate, 6));
        List<CurvePoint> points = TrainerRuns.train(trainer(), request);
        assertThat(points).hasSize(6);
        TrainerChecks.ratesFollowTheSchedule(request, points, rateTolerance());
    }

    @Test
    default void rateFollowsACosine() throws Exception {
        assumeCan(Capability.SWEEP);
        TrainingRequest request = TrainerRuns.recordedEvery(cosineRequest(), 1);
        List<CurvePoint> points = TrainerRuns.train(trainer(), request);
        TrainerChecks.ratesFollowTheSchedule(request, points, rateTolerance());
        assertThat(TrainerRuns.train(trainer(), request, request.totalSteps() - 1))
                .isEqualTo(points);
    }

    @Test
    default void sweepIsRefusedWhereTheRateCannotClimb() {
        assumeCannot(Capability.SWEEP);
        Trainer trainer = trainer();
        assertRefused(() -> TrainerRuns.train(trainer, sweepRequest()));
    }

    @Test
    default void resumedTrainingEqualsTheUninterrupted() throws Exception {
        assumeCan(Capability.CHECKPOINT);
        TrainingRequest request = request();
        List<CurvePoint> whole = TrainerRuns.train(trainer(), request);
        for (long cut : TrainerChecks.checkpointSteps(request)) {
            List<CurvePoint> points;
            byte[] checkpoint;
            try (TrainingSession before = trainer().open(request)) {
                points = new ArrayList<>(TrainerRuns.advance(before, cut));
                checkpoint = before.checkpoint();
            }
            try (TrainingSession after = trainer().resume(request, checkpoint)) {
                assertThat(after.step()).isEqualTo(cut);
                points.addAll(TrainerRuns.finish(after, request));
            }
            assertThat(points).as("resumed at step %s", cut).isEqualTo(whole);
        }
    }

    @Test
    default void takingACheckpointChangesNothing() throws Exception {
        assumeCan(Capability.CHECKPOINT);
        TrainingRequest request = request();
        List<CurvePoint> points;
        try (TrainingSession session = trainer().open(request)) {
            points = new ArrayList<>(TrainerRuns.advance(session, 1));
            byte[] checkpoint = session.checkpoint();
            assertThat(session.checkpoint()).isEqualTo(checkpoint);
            points.addAll(TrainerRuns.finish(session, request));
        }
        assertThat(points).isEqualTo(TrainerRuns.train(trainer(), request));
    }

    @Test
    default void brokenCheckpointIsRefused() throws Exception {
        assumeCan(Capability.CHECKPOINT);
        TrainingRequest request = request();
        Trainer trainer = trainer();
        assertThatThrownBy(() -> trainer.resume(request, new byte[] {1, 2, 3}))
                .isInstanceOf(TrainingException.class)
                .message()
                .isNotBlank();
    }

    @Test
    default void checkpointIsRefusedWhereItCannotBeMade() throws Exception {
        assumeCannot(Capability.CHECKPOINT);
        Trainer trainer = trainer();
        TrainingRequest request = request();
        try (TrainingSession session = trainer.open(request)) {
            assertThatThrownBy(session::checkpoint)
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining("checkpoint");
        }
        assertThatThrownBy(() -> trainer.resume(request, new byte[] {1}))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("checkpoint");
    }

    @Test
    default void readingTheTestSplitChangesNothing() throws Exception {
        assumeCan(Capability.TEST);
        TrainingRequest request = request();
        List<CurvePoint> points;
        try (TrainingSession session = trainer().open(request)) {
            points = new ArrayList<>(TrainerRuns.advance(session, request.stepsPerEpoch()));
            Evaluation test = session.test();
            assertThat(test.metrics().keySet()).isEqualTo(trainer().descriptor().metrics());
            assertThat(test.loss()).isFinite();
            assertThat(session.test()).isEqualTo(test);
            points.addAll(TrainerRuns.finish(session, request));
        }
        assertThat(points).isEqualTo(TrainerRuns.train(trainer(), request));
    }

    @Test
    default void testSplitIsRefusedWithoutOne() throws Exception {
        assumeCannot(Capability.TEST);
        try (TrainingSession session = trainer().open(request())) {
            assertThatThrownBy(session::test)
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining("test");
        }
    }

    @Test
    default void gradientsAreAFunctionOfThePoint() throws Exception {
        assumeCan(Capability.CURVATURE);
        Seeds seeds = TrainerRuns.SEEDS;
        double[] point;
        double[] gradient;
        try (Gradients gradients = trainer().gradients(goodConfiguration(), seeds)) {
            point = gradients.parameters();
            gradient = gradients.at(point);
            assertThat(gradient).hasSameSizeAs(point);
            assertThat(gradients.at(new double[point.length])).isNotEqualTo(gradient);
            assertThat(gradients.at(point)).isEqualTo(gradient);
            assertThat(gradients.parameters()).isEqualTo(point);
        }
        try (Gradients again = trainer().gradients(goodConfiguration(), seeds)) {
            assertThat(again.parameters()).isEqualTo(point);
            assertThat(again.at(point)).isEqualTo(gradient);
        }
    }

    @Test
    default void curvatureHasALimitThatTheGoodRateKeeps() throws Exception {
        assumeCan(Capability.CURVATURE);
        try (Gradients gradients = trainer().gradients(goodConfiguration(), TrainerRuns.SEEDS)) {
            Curvature curvature = CurvatureMeter.of(1).measure(gradients);
            assertThat(curvature.converged()).isTrue();
            curvature
                    .limit()
                    .ifPresent(limit -> assertThat(limit)
                            .isGreaterThan(goodConfiguration().learningRate().value()));
        }
    }

    @Test
    default void openGradientsDoNotDisturbATraining() throws Exception {
        assumeCan(Capability.CURVATURE);
        TrainingRequest request = request();
        List<CurvePoint> points;
        Trainer trainer = trainer();
        try (TrainingSession session = trainer.open(request);
                Gradients gradients = trainer.gradients(goodConfiguration(), TrainerRuns.SEEDS)) {
            points = new ArrayList<>(TrainerRuns.advance(session, 1));
            assertThat(gradients.at(gradients.parameters())).isNotEmpty();
            points.addAll(TrainerRuns.finish(session, request));
        }
        assertThat(points).isEqualTo(TrainerRuns.train(trainer(), request));
    }

    @Test
    default void gradientsAreRefusedWhereThereAreNone() {
        assumeCannot(Capability.CURVATURE);
        Trainer trainer = trainer();
        assertThatThrownBy(() -> trainer.gradients(goodConfiguration(), TrainerRuns.SEEDS))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("gradients");
    }
}
