package org.gradus.core.training;

import org.gradus.core.curve.LearningCurve.Divergence;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRateSchedule;
import org.gradus.core.trial.TrialPlan;
import org.gradus.core.trial.TrialPurpose;

/**
 * Everything that a trainer needs to know of a trial. It fixes which points are recorded, so that however a training is
 * cut into segments its curve is the same.
 *
 * <p>Recorded are: step 0, evaluated before any update, which a trainer may leave out; every step that is a multiple of {@code recordEvery}; and every
 * step that ends an epoch, evaluated. A sweep records every step, and evaluates where the {@link
 * org.gradus.core.trial.Sweep} says so: by default nowhere, and then step 0 is left out.
 *
 * <p>The point of step 0 has the rate of step 1 and, where the training split is evaluated, its loss as the loss of the batch.
 * The evaluation of the validation split is present exactly where {@link #evaluatedAt} says so.
 *
 * @param plan the trial's configuration, seeds and steps of an epoch. The init seed is for the initial parameters and the
 *     model's own randomness, the data seed for the order of the examples; trials that are compared share them
 * @param schedule the rate of every update, see {@link #rateAt}, which the trainer sets; by default the configuration's own rate throughout
 * @param totalSteps the updates of the full training, at least 1: the schedule's horizon
 * @param recordEvery the steps from one recorded point to the next, at least 1
 * @param divergence when a loss that stays finite ends the training; no business of the trainer
 */
public record TrainingRequest(
        TrialPlan plan, LearningRateSchedule schedule, long totalSteps, int recordEvery, Divergence divergence) {
    public TrainingRequest {
        if (totalSteps < 1) {
            throw new IllegalArgumentException(
                    "the training of " + plan.id() + " must have at least 1 step, but has " + totalSteps);
        }
        if (recordEvery < 1) {
            throw new IllegalArgumentException("recordEvery must be at least 1, but was " + recordEvery);
        }
    }

    /** A request with the default of divergence. */
    public TrainingRequest(TrialPlan plan, LearningRateSchedule schedule, long totalSteps, int recordEvery) {
        this(plan, schedule, totalSteps, recordEvery, Divergence.DEFAULT);
    }

    public Configuration configuration() {
        return plan.configuration();
    }

    public long stepsPerEpoch() {
        return plan.stepsPerEpoch();
    }

    /**
     * The rate of one update, counted from 1: what the trainer sets before it. Where the configuration has no learning rate, it is what the trainer multiplies the
     * model's own rate by: 1 at the peak of the schedule. A trainer without a rate ignores it, and says so with {@link
     * org.gradus.core.curve.CurvePoint#NO_RATE}.
     */
    public double rateAt(long step) {
        return schedule.at(step, totalSteps);
    }

    /** Whether the rate climbs through a range; a trainer without SWEEP refuses such a request. */
    public boolean isSweep() {
        return plan.purpose() == TrialPurpose.SWEEP;
    }

    /** Whether the model is evaluated after that many updates. */
    public boolean evaluatedAt(long step) {
        return plan.sweep().map(sweep -> sweep.evaluatedAt(step)).orElse(step % stepsPerEpoch() == 0);
    }

    /** Whether a point is recorded after that many updates. */
    public boolean recordedAt(long step) {
        return evaluatedAt(step) || (isSweep() ? step >= 1 : step % recordEvery == 0);
    }
}
