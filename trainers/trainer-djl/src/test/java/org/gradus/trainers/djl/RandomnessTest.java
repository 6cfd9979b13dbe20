package org.gradus.trainers.djl;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.loss.Loss;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.testkit.TrainerRuns;
import org.gradus.core.training.TrainingRequest;
import org.gradus.trainers.djl.internal.engine.PyTorch;
import org.gradus.trainers.djl.internal.network.Batch;
import org.gradus.trainers.djl.internal.network.BatchBuffer;
import org.gradus.trainers.djl.internal.network.Network;
import org.gradus.trainers.djl.optimizer.Optimizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** PyTorch has one generator of random numbers, and every training has numbers of its own all the same. */
@ExtendWith(Natives.class)
class RandomnessTest {
    private static final PyTorch TORCH = PyTorch.start();

    @Test
    void fourTrainingsWithDropoutAtOnceGiveTheCurvesThatEachGivesAlone() throws Exception {
        DjlTrainer trainer = Optimizers.trainer(Optimizer.adam());
        List<TrainingRequest> requests = new ArrayList<>();
        List<List<CurvePoint>> alone = new ArrayList<>();
        for (double rate : new double[] {0.001, 0.003, 0.01, 0.03}) {
            TrainingRequest request = TrainerRuns.request(trainer, Tiny.rate(rate), 5);
            requests.add(request);
            alone.add(TrainerRuns.train(trainer, request));
        }
        CyclicBarrier together = new CyclicBarrier(requests.size());
        ExecutorService threads = Executors.newFixedThreadPool(requests.size());
        try {
            List<Callable<List<CurvePoint>>> trainings = new ArrayList<>();
            for (TrainingRequest request : requests) {
                trainings.add(() -> {
                    together.await();
                    return TrainerRuns.train(trainer, request);
                });
            }
            List<Future<List<CurvePoint>>> curves = threads.invokeAll(trainings);
            for (int i = 0; i < requests.size(); i++) {
                assertThat(curves.get(i).get()).isEqualTo(alone.get(i));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    @SuppressWarnings("try")
    void dropoutIsAnotherAtEveryStep() {
        try (PyTorch.Scope scope = TORCH.enter();
                Network network = network(dropout(0.5f));
                NDManager scratch = network.memory().newSubManager()) {
            Batch batch = batch(scratch);
            network.findRandomness(batch);
            double first = network.differentiate(batch, 1);
            assertThat(network.differentiate(batch, 2)).isNotEqualTo(first);
            assertThat(network.differentiate(batch, 1)).isEqualTo(first);
        }
    }

    @Test
    @SuppressWarnings("try")
    void lookingForRandomnessChangesNoParameter() {
        try (PyTorch.Scope scope = TORCH.enter();
                Network network = network(Tiny.stateful(Tiny.rate(1)));
                NDManager scratch = network.memory().newSubManager()) {
            float[][] before = Network.values(network.parameters());
            network.findRandomness(batch(scratch));
            assertThat(Network.values(network.parameters())).isDeepEqualTo(before);
        }
    }

    @Test
    @SuppressWarnings("try")
    void workThatDrawsIsToldFromWorkThatDoesNot() {
        try (PyTorch.Scope scope = TORCH.enter();
                NDManager scratch = TORCH.newManager()) {
            assertThat(TORCH.draws(scratch, () -> scratch.zeros(new Shape(3)))).isFalse();
            assertThat(TORCH.draws(scratch, () -> scratch.randomNormal(new Shape(3))))
                    .isTrue();
        }
    }

    @Test
    @SuppressWarnings("try")
    void scopesLeaveTheThreadAsItWas() {
        boolean before = JniUtils.isGradMode();
        try (PyTorch.Scope outer = TORCH.enter()) {
            assertThat(JniUtils.isGradMode()).isFalse();
            assertThat(JniUtils.getNumThreads()).isEqualTo(1);
            try (PyTorch.Scope recording = TORCH.recording()) {
                assertThat(JniUtils.isGradMode()).isTrue();
            }
            assertThat(JniUtils.isGradMode()).isFalse();
        }
        assertThat(JniUtils.isGradMode()).isEqualTo(before);
    }

    private static Network network(Block block) {
        return Network.make(TORCH, block, Loss.softmaxCrossEntropyLoss(), new Shape(1, 1, Tiny.SIDE, Tiny.SIDE), 3);
    }

    private static Batch batch(NDManager scratch) {
        return new BatchBuffer(Tiny.examples(2, 1), 2).fill(scratch, new int[] {0, 1}, 0, 2);
    }

    private static Block dropout(float rate) {
        return new SequentialBlock()
                .add(Blocks.batchFlattenBlock())
                .add(Dropout.builder().optRate(rate).build())
                .add(Linear.builder().setUnits(Tiny.CLASSES).build());
    }
}
