package org.gradus.core.engine;

import java.time.Duration;
import java.util.Optional;
import org.gradus.core.space.LearningRate;
import org.gradus.core.space.LearningRateSchedule;
import org.gradus.core.space.ScheduleFamily;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.trial.Sweep;
import org.gradus.core.trial.Trial;

/**
 * What a trainer is asked for, trial by trial. Pure.
 *
 * @param study whose trials they are
 * @param schedule of every trial but sweeps and those whose configuration chooses its own
 * @param timeLimit how long one trial may train, wall clock
 */
record TrainingRequests(StudyRecord study, ScheduleFamily schedule, Optional<Duration> timeLimit) {
    TrainingRequest of(Trial trial) {
        Optional<Sweep> sweep = trial.plan().sweep();
        LearningRateSchedule rates = sweep.map(Sweep::schedule).orElseGet(() -> schedule(trial));
        long totalSteps = sweep.map(s -> (long) s.steps()).orElse(study.budget().epochs() * trial.stepsPerEpoch());
        return new TrainingRequest(
                trial.plan(),
                rates,
                totalSteps,
                study.settings().recordEvery(),
                study.settings().divergence());
    }

    private LearningRateSchedule schedule(Trial trial) {
        ScheduleFamily family = trial.configuration().has(ScheduleFamily.PARAMETER)
                ? ScheduleFamily.named(trial.configuration().category(ScheduleFamily.PARAMETER))
                : schedule;
        return family.forPeak().apply(trial.learningRate().orElse(new LearningRate(1)));
    }

    /** What earlier segments have left of the time limit, at least a millisecond. */
    Optional<Duration> timeLeft(Trial trial) {
        return timeLimit
                .map(limit -> limit.minusMillis(trial.elapsedMillis()))
                .map(rest -> rest.isNegative() || rest.isZero() ? Duration.ofMillis(1) : rest);
    }
}
