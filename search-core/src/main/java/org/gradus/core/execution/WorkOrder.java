package org.gradus.core.execution;

import java.time.Duration;
import java.util.Optional;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.trial.CheckpointRef;
import org.gradus.core.trial.TrialId;

/**
 * A segment of a trial to be trained.
 *
 * @param request what is trained
 * @param fromStep the updates made already, 0 or more
 * @param untilStep where the segment ends, not below {@code fromStep}; equal where only the model is wanted
 * @param checkpoint where the model of {@code fromStep} was saved, if it was
 * @param timeLimit after how long the trial is given up; empty for never
 */
public record WorkOrder(
        TrainingRequest request,
        long fromStep,
        long untilStep,
        Optional<CheckpointRef> checkpoint,
        Optional<Duration> timeLimit) {
    public WorkOrder {
        if (!(fromStep >= 0 && fromStep <= untilStep && untilStep <= request.totalSteps())) {
            throw new IllegalArgumentException("an order must have 0 <= from <= until <= " + request.totalSteps()
                    + ", but was " + fromStep + " to " + untilStep);
        }
    }

    public TrialId trial() {
        return request.plan().id();
    }
}
