package org.gradus.trainers.djl.internal.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;
import ai.djl.training.initializer.Initializer;
import ai.djl.training.loss.Loss;
import java.util.stream.Stream;
import org.gradus.trainers.djl.Natives;
import org.gradus.trainers.djl.data.Examples;
import org.gradus.trainers.djl.internal.engine.PyTorch;
import org.gradus.trainers.djl.optimizer.Optimizer;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One parameter that begins at 1 has the gradients 0.5, -0.25 and 2, at a rate of 0.1. */
@ExtendWith(Natives.class)
class OptimizerStateTest {
    private static final float[] GRADIENTS = {0.5f, -0.25f, 2};
    private static final double RATE = 0.1;

    /** The gradients of floats near 1 have errors of 1e-7, which three divisions by small roots may enlarge. */
    private static final double ROUNDING = 2e-6;

    /** The values after each update by {@code torch.optim} of PyTorch 2.15 in double precision. */
    static Stream<Arguments> ofPyTorch() {
        return Stream.of(
                Arguments.of(Optimizer.sgd(), new double[] {0.95, 0.975, 0.775}),
                Arguments.of(Optimizer.sgd().withWeightDecay(0.2), new double[] {0.93, 0.9364, 0.717672}),
                Arguments.of(Optimizer.nesterov(0.9), new double[] {0.905, 0.912, 0.5158}),
                Arguments.of(Optimizer.nesterov(0.9).withWeightDecay(0.2), new double[] {0.867, 0.824854, 0.368684148}),
                Arguments.of(Optimizer.rmsProp(), new double[] {2.0e-7, 0.449013374, -0.514699322}),
                Arguments.of(
                        Optimizer.rmsProp().withWeightDecay(0.2), new double[] {1.43e-7, 0.337837901, -0.604210438}),
                Arguments.of(Optimizer.adam(), new double[] {0.900000002, 0.873366299, 0.806301535}),
                Arguments.of(
                        Optimizer.adam().withWeightDecay(0.2), new double[] {0.900000001, 0.840735151, 0.765840459}),
                Arguments.of(Optimizer.adamW(), new double[] {0.899000002, 0.871467299, 0.803531067}),
                Arguments.of(
                        Optimizer.adamW().withWeightDecay(0.2), new double[] {0.880000002, 0.835766299, 0.751986209}));
    }

    @ParameterizedTest
    @MethodSource("ofPyTorch")
    @SuppressWarnings("try")
    void updatesAreThoseOfPyTorch(Optimizer optimizer, double[] expected) {
        PyTorch torch = PyTorch.start();
        try (PyTorch.Scope scope = torch.enter();
                Network network = network(torch)) {
            OptimizerState state = new OptimizerState(optimizer, network);
            for (int step = 1; step <= GRADIENTS.length; step++) {
                differentiate(network, GRADIENTS[step - 1]);
                state.update(RATE, step);
                assertThat((double) value(network)).as("step %s", step).isCloseTo(expected[step - 1], within(ROUNDING));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ofPyTorch")
    @SuppressWarnings("try")
    void restoredStateGoesOnToTheLastBit(Optimizer optimizer, double[] expected) {
        PyTorch torch = PyTorch.start();
        try (PyTorch.Scope scope = torch.enter();
                Network whole = network(torch);
                Network resumed = network(torch)) {
            OptimizerState before = new OptimizerState(optimizer, whole);
            for (int step = 1; step <= 2; step++) {
                differentiate(whole, GRADIENTS[step - 1]);
                before.update(RATE, step);
            }
            OptimizerState after = new OptimizerState(optimizer, resumed);
            resumed.set(resumed.parameters(), Network.values(whole.parameters()));
            after.restore(before.values());
            differentiate(whole, GRADIENTS[2]);
            differentiate(resumed, GRADIENTS[2]);
            before.update(RATE, 3);
            after.update(RATE, 3);
            assertThat(value(resumed)).isEqualTo(value(whole));
        }
    }

    private static Network network(PyTorch torch) {
        Linear block = Linear.builder().setUnits(1).optBias(false).build();
        block.setInitializer(Initializer.ONES, Parameter.Type.WEIGHT);
        return Network.make(torch, block, new Product(), new Shape(1, 1), 0);
    }

    private static void differentiate(Network network, float gradient) {
        Examples one = Examples.ofValues(new float[] {1}, new long[] {1}, new float[] {gradient}, new long[] {1});
        try (NDManager scratch = network.memory().newSubManager()) {
            network.differentiate(new BatchBuffer(one, 1).fill(scratch, new int[] {0}, 0, 1), 0);
        }
    }

    private static float value(Network network) {
        return network.parameters().get(0).getArray().toFloatArray()[0];
    }

    /** Output times label: its gradient is the label, where the feature is 1. */
    private static final class Product extends Loss {
        Product() {
            super("product");
        }

        @Override
        public NDArray evaluate(NDList labels, NDList predictions) {
            return predictions.head().mul(labels.head()).mean();
        }
    }
}
