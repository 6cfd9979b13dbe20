package org.gradus.trainers.dl4j.internal.coupling;

import static org.assertj.core.api.Assertions.assertThat;

import org.gradus.trainers.dl4j.environment.Dl4jEnvironment;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class FastReluTest {
    private static final float INFINITE = Float.POSITIVE_INFINITY;

    @BeforeAll
    static void start() {
        Dl4jEnvironment.start();
    }

    private static float[] backprop(ActivationReLU relu, INDArray z, INDArray epsilon) {
        return relu.backprop(z.dup(), epsilon.dup()).getFirst().dup('c').data().asFloat();
    }

    @Test
    void gradientPassesWhereTheInputIsPositiveAndNowhereElse() {
        INDArray z = Nd4j.createFromArray(-1f, -2f, 0f, 1e-30f, 2f, -3f, 3f, -1e-30f, INFINITE, -INFINITE);
        INDArray epsilon = Nd4j.createFromArray(1f, 2f, 3f, 4f, -5f, Float.NaN, Float.NaN, INFINITE, 6f, 7f);
        assertThat(backprop(new FastRelu(), z, epsilon))
                .containsExactly(0f, 0f, 0f, 4f, -5f, 0f, Float.NaN, 0f, 6f, 0f)
                .containsExactly(backprop(new ActivationReLU(), z, epsilon));
    }

    @Test
    void arraysMayDifferInOrder() {
        Nd4j.getRandom().setSeed(1);
        INDArray z = Nd4j.randn(7, 5);
        INDArray epsilon = Nd4j.randn(7, 5).dup('f');
        assertThat(backprop(new FastRelu(), z, epsilon)).containsExactly(backprop(new ActivationReLU(), z, epsilon));
    }

    @Test
    void onlyThePlainRectifierIsPlain() {
        assertThat(FastRelu.isPlain(Activation.RELU.getActivationFunction())).isTrue();
        assertThat(FastRelu.isPlain(new FastRelu())).isTrue();
        assertThat(FastRelu.isPlain(new ActivationReLU(6.0, null, null))).isFalse();
        assertThat(FastRelu.isPlain(Activation.RELU6.getActivationFunction())).isFalse();
        assertThat(FastRelu.isPlain(Activation.LEAKYRELU.getActivationFunction()))
                .isFalse();
    }
}
