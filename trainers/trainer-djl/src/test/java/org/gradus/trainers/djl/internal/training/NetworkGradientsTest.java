package org.gradus.trainers.djl.internal.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.nn.core.Linear;
import ai.djl.training.loss.Loss;
import org.gradus.core.curvature.Curvature;
import org.gradus.core.curvature.CurvatureMeter;
import org.gradus.core.curvature.Gradients;
import org.gradus.core.curvature.UpdateRule;
import org.gradus.core.trial.Seeds;
import org.gradus.trainers.djl.DjlTrainer;
import org.gradus.trainers.djl.Natives;
import org.gradus.trainers.djl.Tiny;
import org.gradus.trainers.djl.data.Examples;
import org.gradus.trainers.djl.data.InMemoryData;
import org.gradus.trainers.djl.optimizer.Optimizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Linear regression without bias on the examples (2, 0) and (0, 1) with the labels 2 and -1. DJL's squared error is half the
 * mean of squares, so with n = 2 the loss is ((2a - 2)² + (b + 1)²)/4: the gradient is ((2a - 2), (b + 1)/2) and the Hessian
 * diag(2, 1/2).
 */
@ExtendWith(Natives.class)
class NetworkGradientsTest {
    private static final InMemoryData DATA = data();

    private static InMemoryData data() {
        Examples examples =
                Examples.ofValues(new float[] {2, 0, 0, 1}, new long[] {2}, new float[] {2, -1}, new long[] {1});
        return InMemoryData.of("regression", examples, examples);
    }

    private static DjlTrainer trainer(Optimizer optimizer) {
        return DjlTrainer.of(
                        configuration ->
                                Linear.builder().setUnits(1).optBias(false).build(),
                        DATA)
                .withLoss(Loss.l2Loss())
                .withOptimizer(optimizer);
    }

    private static Gradients gradients(Optimizer optimizer) throws Exception {
        return trainer(optimizer).gradients(Tiny.rate(0.1), Seeds.of(1, 0));
    }

    @Test
    void gradientIsThatOfTheClosedForm() throws Exception {
        try (Gradients gradients = gradients(Optimizer.sgd())) {
            assertThat(gradients.parameters()).hasSize(2);
            assertThat(gradients.at(new double[] {3, 2})).containsExactly(new double[] {4, 1.5}, within(1e-6));
            assertThat(gradients.at(new double[] {1, -1})).containsExactly(new double[] {0, 0}, within(1e-6));
            assertThatIllegalArgumentException().isThrownBy(() -> gradients.at(new double[3]));
        }
    }

    @Test
    void weightDecayIsInTheGradientUnlessItIsDecoupled() throws Exception {
        try (Gradients gradients = gradients(Optimizer.sgd().withWeightDecay(0.5))) {
            assertThat(gradients.at(new double[] {3, 2})).containsExactly(new double[] {5.5, 2.5}, within(1e-6));
        }
        try (Gradients gradients = gradients(Optimizer.adamW())) {
            assertThat(gradients.at(new double[] {3, 2})).containsExactly(new double[] {4, 1.5}, within(1e-6));
        }
    }

    @Test
    void largestCurvatureIsThatOfTheHessian() throws Exception {
        try (Gradients gradients = gradients(Optimizer.sgd())) {
            Curvature curvature = CurvatureMeter.of(1).measure(gradients);
            assertThat(curvature.largest()).isCloseTo(2, within(0.05 * 2));
        }
    }

    @Test
    void ruleIsThatOfTheOptimizer() throws Exception {
        try (Gradients sgd = gradients(Optimizer.sgd());
                Gradients nesterov = gradients(Optimizer.nesterov(0.8));
                Gradients adam = gradients(Optimizer.adam())) {
            assertThat(sgd.rule()).isEqualTo(UpdateRule.plain());
            assertThat(nesterov.rule()).isEqualTo(UpdateRule.nesterov(0.8));
            assertThat(adam.rule()).isEqualTo(UpdateRule.adaptive());
        }
    }
}
