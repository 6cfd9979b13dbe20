package org.gradus.trainers.djl.internal.network;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.loss.Loss;
import java.util.stream.IntStream;
import org.gradus.trainers.djl.Natives;
import org.gradus.trainers.djl.Tiny;
import org.gradus.trainers.djl.data.Examples;
import org.gradus.trainers.djl.internal.engine.PyTorch;
import org.gradus.trainers.djl.optimizer.Optimizer;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a step makes is gone after the step: the network's arrays are its parameters and its optimizer's averages. */
@ExtendWith(Natives.class)
class NetworkMemoryTest {
    private static final int BATCH = 10;

    @ParameterizedTest
    @MethodSource("org.gradus.trainers.djl.Optimizers#all")
    @SuppressWarnings("try")
    void stepsAndEvaluationsLeaveNothingBehind(Optimizer optimizer) {
        PyTorch torch = PyTorch.start();
        Examples examples = Tiny.examples(BATCH, 1);
        int[] order = IntStream.range(0, BATCH).toArray();
        BatchBuffer buffer = new BatchBuffer(examples, BATCH);
        try (PyTorch.Scope scope = torch.enter();
                Network network = Network.make(
                        torch,
                        Tiny.stateful(Tiny.rate(1)),
                        Loss.softmaxCrossEntropyLoss(),
                        new Shape(1, 1, Tiny.SIDE, Tiny.SIDE),
                        0)) {
            OptimizerState state = new OptimizerState(optimizer, network);
            int before = network.memory().getManagedArrays().size();
            for (int step = 1; step <= 3; step++) {
                try (NDManager scratch = network.memory().newSubManager()) {
                    network.differentiate(buffer.fill(scratch, order, 0, BATCH), step);
                }
                state.update(0.01, step);
                new Evaluator(network).evaluate(examples);
            }
            network.set(network.parameters(), Network.values(network.parameters()));
            state.restore(state.values());
            assertThat(network.memory().getManagedArrays()).hasSize(before);
        }
    }
}
