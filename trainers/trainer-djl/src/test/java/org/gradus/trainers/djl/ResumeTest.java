package org.gradus.trainers.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.testkit.TrainerRuns;
import org.gradus.core.training.TrainingException;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.training.TrainingSession;
import org.gradus.core.trial.Seeds;
import org.gradus.trainers.djl.optimizer.Optimizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However a training is cut, and wherever it goes on, its curve is the uninterrupted one to the last bit. */
@ExtendWith(Natives.class)
class ResumeTest {
    /** In the middle of the second of three epochs of six steps. */
    private static final long CUT = 8;

    @ParameterizedTest
    @MethodSource("org.gradus.trainers.djl.Optimizers#all")
    void fromACheckpoint(Optimizer optimizer) throws Exception {
        DjlTrainer trainer = Optimizers.trainer(optimizer);
        TrainingRequest request = Optimizers.request(trainer);
        List<CurvePoint> points;
        byte[] checkpoint;
        try (TrainingSession before = trainer.open(request)) {
            points = new ArrayList<>(TrainerRuns.advance(before, CUT));
            checkpoint = before.checkpoint();
        }
        try (TrainingSession after = Optimizers.trainer(optimizer).resume(request, checkpoint)) {
            points.addAll(TrainerRuns.finish(after, request));
        }
        assertThat(points).isEqualTo(TrainerRuns.train(trainer, request));
    }

    @ParameterizedTest
    @MethodSource("org.gradus.trainers.djl.Optimizers#all")
    void heldWhileAnotherTrainsAndContinuedInAnotherThread(Optimizer optimizer) throws Exception {
        DjlTrainer trainer = Optimizers.trainer(optimizer);
        TrainingRequest request = Optimizers.request(trainer);
        try (TrainingSession session = trainer.open(request)) {
            List<CurvePoint> points = new ArrayList<>(TrainerRuns.advance(session, CUT));
            TrainerRuns.train(trainer, TrainerRuns.request(trainer, Tiny.rate(0.1), 2));
            FutureTask<List<CurvePoint>> rest = new FutureTask<>(() -> TrainerRuns.finish(session, request));
            new Thread(rest).start();
            points.addAll(rest.get());
            assertThat(points).isEqualTo(TrainerRuns.train(trainer, request));
        }
    }

    @Test
    void checkpointOfAnotherTrainingIsRefused() throws Exception {
        DjlTrainer trainer = Optimizers.trainer(Optimizer.adam());
        TrainingRequest request = Optimizers.request(trainer);
        byte[] checkpoint;
        try (TrainingSession session = trainer.open(request)) {
            TrainerRuns.advance(session, 1);
            checkpoint = session.checkpoint();
        }
        TrainingRequest other = TrainerRuns.withSeeds(request, Seeds.of(99, 0));
        assertThatThrownBy(() -> trainer.resume(other, checkpoint))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("the checkpoint belongs to another training");
        DjlTrainer smaller = DjlTrainer.of(Tiny::convolutional, Tiny.data()).withBatchSize(16);
        assertThatThrownBy(() -> smaller.resume(request, checkpoint))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("\nMaybe the network function was changed in between.");
        checkpoint[checkpoint.length / 2]++;
        assertThatThrownBy(() -> trainer.resume(request, checkpoint))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("not a checkpoint, or a damaged one");
    }

    @Test
    void closedSessionIsOfNoMoreUse() throws Exception {
        DjlTrainer trainer = Optimizers.trainer(Optimizer.sgd());
        TrainingRequest request = Optimizers.request(trainer);
        TrainingSession session = trainer.open(request);
        session.close();
        session.close();
        assertThatThrownBy(() -> TrainerRuns.advance(session, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageEndingWith("is closed");
        assertThatThrownBy(session::checkpoint).isInstanceOf(IllegalStateException.class);
    }
}
