package org.gradus.core.execution;

import java.time.Duration;
import java.util.Optional;
import org.gradus.core.curve.LearningCurve;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.trial.CheckpointRef;
import org.gradus.core.trial.TrialId;

/**
 * A segment of a trial to be trained.
 *
 * @param request what is trained
 * @param curve what was recorded of it so far; the segment begins where that ends
 * @param untilStep where the segment ends, not below {@link #fromStep}; equal where only the model is wanted
 * @param checkpoint where the model of {@link #fromStep} was saved, if it was
 * @param timeLimit after how long the trial is given up; empty for never
 */
public record WorkOrder(
        TrainingRequest request,
        LearningCurve curve,
        long untilStep,
        Optional<CheckpointRef> checkpoint,
        Optional<Duration> timeLimit) {
    public WorkOrder {
        if (!(curve.lastStep() <= untilStep && untilStep <= request.totalSteps())) {
            throw new IllegalArgumentException("an order must have from <= until <= " + request.totalSteps()
                    + ", but was " + curve.lastStep() + " to " + untilStep);
        }
    }

    /** The updates made already, 0 or more. */
    public long fromStep() {
        return curve.lastStep();
    }

    public TrialId trial() {
        return request.plan().id();
    }
}
