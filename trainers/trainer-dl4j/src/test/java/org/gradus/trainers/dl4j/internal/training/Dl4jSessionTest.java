package org.gradus.trainers.dl4j.internal.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.curve.LearningCurve;
import org.gradus.core.space.Configuration;
import org.gradus.core.testkit.TrainerRuns;
import org.gradus.core.training.CancellationToken;
import org.gradus.core.training.TrainingException;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.training.TrainingSession;
import org.gradus.core.trial.Segment;
import org.gradus.core.trial.SegmentEnd;
import org.gradus.trainers.dl4j.Dl4jTrainer;
import org.gradus.trainers.dl4j.Tiny;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Dl4jSessionTest {
    private static final Configuration GOOD = Tiny.rate(0.05);

    private static Dl4jTrainer stateful(String updater) {
        return Dl4jTrainer.of(c -> Tiny.stateful(Tiny.updater(updater, 1)), Tiny.data())
                .withBatchSize(16);
    }

    private static Dl4jTrainer convolutional() {
        return Dl4jTrainer.of(Tiny::convolutional, Tiny.data()).withBatchSize(16);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sgd", "nesterovs", "adam", "rmsprop"})
    void holdingAndResumingChangeNothingWhateverTheUpdater(String updater) throws Exception {
        Dl4jTrainer trainer = stateful(updater);
        TrainingRequest request = TrainerRuns.recordedEvery(TrainerRuns.request(trainer, Tiny.rate(0.01), 3), 1);
        List<CurvePoint> whole = TrainerRuns.train(trainer, request);
        assertThat(TrainerRuns.train(trainer, request, 1, 5, 8)).isEqualTo(whole);
        byte[] checkpoint;
        List<CurvePoint> points;
        try (TrainingSession session = trainer.open(request)) {
            points = new ArrayList<>(TrainerRuns.advance(session, 8));
            checkpoint = session.checkpoint();
        }
        try (TrainingSession session = stateful(updater).resume(request, checkpoint)) {
            points.addAll(TrainerRuns.finish(session, request));
        }
        assertThat(points).isEqualTo(whole);
    }

    @Test
    void trainingsThatShareOneConfigurationDoNotDisturbEachOther() throws Exception {
        MultiLayerConfiguration shared = Tiny.stateful(Tiny.updater("adam", 1));
        String before = shared.toJson();
        Dl4jTrainer trainer = Dl4jTrainer.of(c -> shared, Tiny.data()).withBatchSize(16);
        TrainingRequest slow = TrainerRuns.request(trainer, Tiny.rate(0.001), 2);
        TrainingRequest fast = TrainerRuns.request(trainer, Tiny.rate(0.01), 2);
        List<CurvePoint> alone = TrainerRuns.train(trainer, slow);
        List<CurvePoint> beside = new ArrayList<>();
        try (TrainingSession session = trainer.open(slow);
                TrainingSession other = trainer.open(fast)) {
            for (long step = 1; step <= slow.totalSteps(); step++) {
                beside.addAll(TrainerRuns.advance(session, step));
                TrainerRuns.advance(other, step);
            }
        }
        assertThat(beside).isEqualTo(alone);
        assertThat(shared.toJson()).isEqualTo(before);
    }

    @Test
    void batchSizeComesFromTheConfiguration() {
        Dl4jTrainer trainer = convolutional();
        assertThat(trainer.stepsPerEpoch(GOOD)).isEqualTo(6);
        assertThat(trainer.stepsPerEpoch(GOOD.toBuilder().set("batch", 50L).build()))
                .isEqualTo(2);
    }

    @Test
    void goodRateLearns() throws Exception {
        List<CurvePoint> points =
                TrainerRuns.train(convolutional(), TrainerRuns.request(convolutional(), Tiny.rate(0.3), 12));
        LearningCurve curve = LearningCurve.empty().plus(points);
        Evaluation first = curve.evaluated().get(0).validation().orElseThrow();
        Evaluation last = points.get(points.size() - 1).validation().orElseThrow();
        assertThat(last.loss()).isLessThan(first.loss() / 2);
        assertThat(last.accuracy().orElseThrow()).isGreaterThan(0.8); // three classes: guessing is 0.33
    }

    @Test
    void divergedSessionDoesNotGoOn() throws Exception {
        TrainingRequest request = TrainerRuns.request(convolutional(), Tiny.rate(Tiny.ABSURD), 3);
        try (TrainingSession session = convolutional().open(request)) {
            Segment segment = session.advanceTo(request.totalSteps(), CancellationToken.create());
            assertThat(segment.end()).isEqualTo(SegmentEnd.DIVERGED);
            assertThat(segment.reason()).matches("the training loss is NaN at step [23], learning rate 1e20");
            assertThatIllegalStateException()
                    .isThrownBy(() -> session.advanceTo(request.totalSteps(), CancellationToken.create()))
                    .withMessage("the session of trial 1 has diverged");
        }
    }

    @Test
    void closingDuringAStepEndsTheTrainingBeforeTheNext() throws Exception {
        Dl4jTrainer trainer = convolutional();
        CountDownLatch inStep = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        TrainingRequest plain = TrainerRuns.request(trainer, GOOD, 3);
        TrainingRequest request = new TrainingRequest(
                plain.plan(),
                (step, total) -> {
                    if (step == 4) {
                        inStep.countDown();
                        awaitQuietly(goOn);
                    }
                    return plain.rateAt(step);
                },
                plain.totalSteps(),
                1);
        TrainingSession session = trainer.open(request);
        FutureTask<Segment> training =
                new FutureTask<>(() -> session.advanceTo(request.totalSteps(), CancellationToken.create()));
        new Thread(training).start();
        inStep.await();
        session.close();
        goOn.countDown();
        assertThat(training.get().end()).isEqualTo(SegmentEnd.CANCELLED);
        assertThat(session.step()).isEqualTo(3);
        assertThatIllegalStateException().isThrownBy(session::test).withMessage("the session of trial 1 is closed");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void networkThatCannotBeMadeFailsItsTrialWithTheReason() {
        Dl4jTrainer trainer = Dl4jTrainer.of(
                        c -> {
                            throw new IllegalArgumentException("no layers today");
                        },
                        Tiny.data())
                .withBatchSize(16);
        TrainingRequest request = TrainerRuns.request(trainer, GOOD, 1);
        assertThatExceptionOfType(TrainingException.class)
                .isThrownBy(() -> trainer.open(request))
                .withMessage("no network could be made for (learningRate=5e-2): no layers today");
    }

    @Test
    void planWithAnotherEpochIsRefused() {
        TrainingRequest request = TrainerRuns.request(convolutional(), GOOD, 1);
        Dl4jTrainer other = convolutional().withBatchSize(20);
        assertThatExceptionOfType(TrainingException.class)
                .isThrownBy(() -> other.open(request))
                .withMessageContaining("an epoch has 5 steps, but 6 were asked for");
    }

    @Test
    void checkpointOfAnotherTrainingIsRefused() throws Exception {
        Dl4jTrainer trainer = convolutional();
        byte[] checkpoint;
        try (TrainingSession session = trainer.open(TrainerRuns.request(trainer, GOOD, 2))) {
            TrainerRuns.advance(session, 3);
            checkpoint = session.checkpoint();
        }
        TrainingRequest other = TrainerRuns.request(trainer, Tiny.rate(0.1), 2);
        assertThatThrownBy(() -> trainer.resume(other, checkpoint))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("the checkpoint belongs to another training");
        byte[] damaged = checkpoint.clone();
        damaged[damaged.length / 2] ^= 1;
        assertThatThrownBy(() -> trainer.resume(TrainerRuns.request(trainer, GOOD, 2), damaged))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void checkpointOfAnotherNetworkIsRefused() throws Exception {
        TrainingRequest request = TrainerRuns.request(convolutional(), GOOD, 2);
        byte[] checkpoint;
        try (TrainingSession session = convolutional().open(request)) {
            TrainerRuns.advance(session, 3);
            checkpoint = session.checkpoint();
        }
        assertThatThrownBy(() -> stateful("sgd").resume(request, checkpoint))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("Maybe the network function was changed in between.");
    }
}
