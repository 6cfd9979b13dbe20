package org.gradus.trainers.replay;

import java.util.Arrays;
import org.gradus.core.curvature.Gradients;
import org.gradus.core.curvature.UpdateRule;

/**
 * The gradients of a {@link QuadraticTrainer} without its noise.
 *
 * @param trainer whose loss it is
 * @param start where its descents begin
 */
record QuadraticGradients(QuadraticTrainer trainer, double[] start) implements Gradients {
    @Override
    public double[] parameters() {
        return start.clone();
    }

    @Override
    public double[] at(double[] point) {
        double[] gradient = new double[point.length];
        Arrays.setAll(gradient, i -> trainer.gradient(i, point[i]));
        return gradient;
    }

    @Override
    public double roundoff() {
        return 0x1p-53;
    }

    @Override
    public UpdateRule rule() {
        return UpdateRule.plain();
    }
}
