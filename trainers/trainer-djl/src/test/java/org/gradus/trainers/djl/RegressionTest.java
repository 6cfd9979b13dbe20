package org.gradus.trainers.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;
import ai.djl.training.initializer.Initializer;
import ai.djl.training.loss.Loss;
import java.util.List;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.testkit.TrainerRuns;
import org.gradus.core.training.TrainingRequest;
import org.gradus.trainers.djl.data.Examples;
import org.gradus.trainers.djl.data.InMemoryData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gradient descent on half a square: y = wx through (1, 0) begins at w = 1, so the loss is w²/2 and after n steps of the rate η
 * w is (1 - η)ⁿ.
 */
@ExtendWith(Natives.class)
class RegressionTest {
    private static DjlTrainer trainer() {
        Examples one = Examples.ofValues(new float[] {1}, new long[] {1}, new float[] {0}, new long[] {1});
        return DjlTrainer.of(configuration -> block(), InMemoryData.of("one", one, one))
                .withLoss(Loss.l2Loss());
    }

    private static Linear block() {
        Linear block = Linear.builder().setUnits(1).optBias(false).build();
        block.setInitializer(Initializer.ONES, Parameter.Type.WEIGHT);
        return block;
    }

    @Test
    void curveIsThatOfTheClosedForm() throws Exception {
        DjlTrainer trainer = trainer();
        TrainingRequest request = TrainerRuns.request(trainer, Tiny.rate(0.1), 20);
        List<CurvePoint> points = TrainerRuns.train(trainer, request);
        assertThat(points).hasSize(21);
        for (CurvePoint point : points) {
            double w = Math.pow(0.9, point.step());
            assertThat(point.validation().orElseThrow().loss()).isCloseTo(w * w / 2, within(1e-6));
            assertThat(point.validation().orElseThrow().metrics()).isEmpty();
        }
    }

    @Test
    void rateAboveTheLimitDiverges() throws Exception {
        DjlTrainer trainer = trainer();
        TrainingRequest request = TrainerRuns.request(trainer, Tiny.rate(2.5), 20);
        List<CurvePoint> points = TrainerRuns.train(trainer, request);
        double last = points.get(points.size() - 1).validation().orElseThrow().loss();
        double w = Math.pow(1.5, 20);
        assertThat(last).isCloseTo(w * w / 2, within(1e-5 * w * w));
    }
}
