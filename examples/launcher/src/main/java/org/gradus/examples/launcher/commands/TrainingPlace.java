package org.gradus.examples.launcher.commands;

import java.util.Optional;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.trial.TrialPlan;
import org.gradus.core.trial.TrialPurpose;

/**
 * Where a training stands.
 *
 * @param plan what is trained
 * @param step the optimizer updates behind it, 0 or more
 * @param totalSteps those of the whole training
 * @param last the last point that was measured on validation data in this session
 */
record TrainingPlace(TrialPlan plan, long step, long totalSteps, Optional<CurvePoint> last) {
    /** The epochs behind it, begun ones included. */
    double epochs() {
        return step / (double) plan.stepsPerEpoch();
    }

    /** {@code epoch 3 of 9}. */
    String words() {
        long steps = plan.stepsPerEpoch();
        return plan.purpose() == TrialPurpose.SWEEP
                ? "step " + step + " of a sweep of " + totalSteps
                : "epoch " + step / steps + " of " + totalSteps / steps;
    }
}
