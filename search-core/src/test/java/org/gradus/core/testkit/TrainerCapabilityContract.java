package org.gradus.core.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.gradus.core.training.CancellationToken;
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
        assertThatThrownBy(call, "A trainer without SWEEP refuses a sweep, with a reason")
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
                .as("A sweep is recorded at every step from 1 on")
                .isEqualTo(LongStream.rangeClosed(1, harmlessSweep().steps())
                        .boxed()
                        .toList());
        assertThat(points)
                .as("A sweep that evaluates nowhere has finite losses of batches, and nothing else")
                .allMatch(point ->
                        point.train().isEmpty() && point.validation().isEmpty() && Double.isFinite(point.batchLoss()));
        TrainerChecks.ratesFollowTheSchedule(request, points, rateTolerance());
        assertThat(TrainerRuns.train(trainer(), request, 1, 5))
                .as("advanceTo(a); advanceTo(b) gives the curve of advanceTo(b), in a sweep cut at 1 and 5 too")
                .isEqualTo(points);
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
                .as("A sweep that is evaluated is recorded at every step from 0 on")
                .isEqualTo(LongStream.rangeClosed(0, plain.steps()).boxed().toList());
        assertThat(points)
                .as("A sweep is evaluated where it says so, here at every fifth step")
                .allMatch(point -> point.validation().isPresent() == evaluated.evaluatedAt(point.step()));
        assertThat(points.stream().skip(1).mapToDouble(CurvePoint::batchLoss))
                .as("An evaluation does not change the model: losses are those of a sweep without evaluations")
                .containsExactlyElementsOf(TrainerRuns.train(trainer(), sweepRequest()).stream()
                        .map(CurvePoint::batchLoss)
                        .toList());
    }

    @Test
    default void probeHoldsItsRate() throws Exception {
        assumeCan(Capability.SWEEP);
        double rate = goodConfiguration().learningRate().value();
        TrainingRequest request = TrainerRuns.sweep(trainer(), goodConfiguration(), Sweep.constant(rate, 6));
        List<CurvePoint> points = TrainerRuns.train(trainer(), request);
        assertThat(points).as("A sweep of 6 steps has 6 points").hasSize(6);
        TrainerChecks.ratesFollowTheSchedule(request, points, rateTolerance());
    }

    @Test
    default void rateFollowsACosine() throws Exception {
        assumeCan(Capability.SWEEP);
        TrainingRequest request = TrainerRuns.recordedEvery(cosineRequest(), 1);
        List<CurvePoint> points = TrainerRuns.train(trainer(), request);
        TrainerChecks.ratesFollowTheSchedule(request, points, rateTolerance());
        assertThat(TrainerRuns.train(trainer(), request, request.totalSteps() - 1))
                .as("advanceTo(a); advanceTo(b) gives the curve of advanceTo(b), along a cosine too")
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
                assertThat(after.step())
                        .as("A resumed session stands where its checkpoint was taken")
                        .isEqualTo(cut);
                points.addAll(TrainerRuns.finish(after, request));
            }
            TrainerChecks.equalCurves(
                    "A training resumed from a checkpoint of step " + cut + " gives the curve of the uninterrupted one",
                    points,
                    whole);
        }
    }

    /** A worker that is to leave saves its model wherever it stands; another goes on from there. */
    @Test
    default void cancelledTrainingGoesOnFromWhereItStands() throws Exception {
        assumeCan(Capability.CHECKPOINT);
        TrainingRequest request = request();
        long at = request.totalSteps() / 2 + 1;
        CancellationToken cancel = CancellationToken.create();
        List<CurvePoint> points;
        byte[] checkpoint;
        long stands;
        try (TrainingSession before =
                trainer().open(TrainerChecks.whenAskedForStep(request, at, () -> cancel.cancel("to leave")))) {
            points = new ArrayList<>(
                    before.advanceTo(request.totalSteps(), cancel).points());
            stands = before.step();
            if (stands == 0) {
                return; // All rates were asked for before the first step: nothing was trained that could be handed
                // back.
            }
            checkpoint = before.checkpoint();
        }
        try (TrainingSession after = trainer().resume(request, checkpoint)) {
            assertThat(after.step())
                    .as("A session stands where the one that was cancelled and saved stood")
                    .isEqualTo(stands);
            points.addAll(TrainerRuns.finish(after, request));
        }
        TrainerChecks.equalCurves(
                "A training that was cancelled, saved and resumed gives the curve of the uninterrupted one",
                points,
                TrainerRuns.train(trainer(), request));
    }

    @Test
    default void modelGoesThroughAFile() throws Exception {
        assumeCan(Capability.CHECKPOINT);
        TrainingRequest request = request();
        List<CurvePoint> points;
        Path folder = Files.createTempDirectory("gradus-contract-");
        try {
            Path file = folder.resolve("model");
            try (TrainingSession before = trainer().open(request)) {
                points = new ArrayList<>(TrainerRuns.advance(before, request.stepsPerEpoch()));
                before.checkpointTo(file);
                assertThat(file)
                        .as("A checkpoint in a file is the checkpoint in memory")
                        .hasBinaryContent(before.checkpoint());
            }
            try (TrainingSession after = trainer().resumeFrom(request, file)) {
                Files.delete(file);
                points.addAll(TrainerRuns.finish(after, request));
            }
            Files.write(file, new byte[] {1, 2, 3});
            assertThatThrownBy(
                            () -> trainer().resumeFrom(request, file),
                            "A file that is no checkpoint is refused by a TrainingException")
                    .isInstanceOf(TrainingException.class);
        } finally {
            MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
        }
        assertThat(points)
                .as("A training resumed from a file gives the curve of the uninterrupted one")
                .isEqualTo(TrainerRuns.train(trainer(), request));
    }

    @Test
    default void takingACheckpointChangesNothing() throws Exception {
        assumeCan(Capability.CHECKPOINT);
        TrainingRequest request = request();
        List<CurvePoint> points;
        try (TrainingSession session = trainer().open(request)) {
            points = new ArrayList<>(TrainerRuns.advance(session, 1));
            byte[] checkpoint = session.checkpoint();
            assertThat(session.checkpoint())
                    .as("Two checkpoints of one step are equal")
                    .isEqualTo(checkpoint);
            points.addAll(TrainerRuns.finish(session, request));
        }
        assertThat(points)
                .as("A checkpoint does not change the model")
                .isEqualTo(TrainerRuns.train(trainer(), request));
    }

    @Test
    default void brokenCheckpointIsRefused() throws Exception {
        assumeCan(Capability.CHECKPOINT);
        TrainingRequest request = request();
        Trainer trainer = trainer();
        assertThatThrownBy(
                        () -> trainer.resume(request, new byte[] {1, 2, 3}),
                        "A checkpoint that cannot be read is refused by a TrainingException")
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
            assertThatThrownBy(session::checkpoint, "A session of a trainer without CHECKPOINT makes none")
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining("checkpoint");
        }
        assertThatThrownBy(() -> trainer.resume(request, new byte[] {1}), "A trainer without CHECKPOINT resumes none")
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
            assertThat(test.metrics().keySet())
                    .as("The test split is measured by the metrics of the descriptor")
                    .isEqualTo(trainer().descriptor().metrics());
            assertThat(test.loss())
                    .as("The test loss of a sound model is finite")
                    .isFinite();
            assertThat(session.test())
                    .as("The test split gives the same figures twice")
                    .isEqualTo(test);
            points.addAll(TrainerRuns.finish(session, request));
        }
        assertThat(points)
                .as("Reading the test split does not change the model")
                .isEqualTo(TrainerRuns.train(trainer(), request));
    }

    @Test
    default void testSplitIsRefusedWithoutOne() throws Exception {
        assumeCannot(Capability.TEST);
        try (TrainingSession session = trainer().open(request())) {
            assertThatThrownBy(session::test, "A session of a trainer without TEST refuses to be tested")
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
            assertThat(gradient)
                    .as("A gradient has a number for each parameter")
                    .hasSameSizeAs(point);
            assertThat(gradients.at(new double[point.length]))
                    .as("Gradients depend on the point")
                    .isNotEqualTo(gradient);
            assertThat(gradients.at(point))
                    .as("Gradients depend on nothing else")
                    .isEqualTo(gradient);
            assertThat(gradients.parameters())
                    .as("Asking for gradients does not move the model")
                    .isEqualTo(point);
        }
        try (Gradients again = trainer().gradients(goodConfiguration(), seeds)) {
            assertThat(again.parameters())
                    .as("Equal arguments give the same initial parameters")
                    .isEqualTo(point);
            assertThat(again.at(point))
                    .as("Equal arguments give equal gradients")
                    .isEqualTo(gradient);
        }
    }

    @Test
    default void curvatureHasALimitThatTheGoodRateKeeps() throws Exception {
        assumeCan(Capability.CURVATURE);
        try (Gradients gradients = trainer().gradients(goodConfiguration(), TrainerRuns.SEEDS)) {
            Curvature curvature = CurvatureMeter.of(1).measure(gradients);
            assertThat(curvature.converged())
                    .as("The curvature of the untrained model can be measured: %s", curvature)
                    .isTrue();
            curvature
                    .limit()
                    .ifPresent(limit -> assertThat(limit)
                            .as("The rate of goodConfiguration() is below the stability limit")
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
            assertThat(gradients.at(gradients.parameters()))
                    .as("Gradients are given while a session trains")
                    .isNotEmpty();
            points.addAll(TrainerRuns.finish(session, request));
        }
        assertThat(points)
                .as("Open gradients share no state with a session")
                .isEqualTo(TrainerRuns.train(trainer(), request));
    }

    @Test
    default void gradientsAreRefusedWhereThereAreNone() {
        assumeCannot(Capability.CURVATURE);
        Trainer trainer = trainer();
        assertThatThrownBy(
                        () -> trainer.gradients(goodConfiguration(), TrainerRuns.SEEDS),
                        "A trainer without CURVATURE gives no gradients")
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("gradients");
    }
}
