package org.gradus.trainers.dl4j.internal.coupling;

import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;

/** The learning-rate schedule of an updater. */
public final class UpdaterSchedule {
    private UpdaterSchedule() {}

    /** The schedule, if there is one. Updaters have no common method for it, but all of ND4J's that have one have this one. */
    public static Optional<ISchedule> of(IUpdater updater) {
        Assumption.SCHEDULES.holds(); // warns; updaters of a user's own may lack the method
        try {
            return Optional.ofNullable((ISchedule)
                    updater.getClass().getMethod("getLearningRateSchedule").invoke(updater));
        } catch (NoSuchMethodException e) {
            return Optional.empty();
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("the updater " + updater + " does not say whether it has a schedule", e);
        }
    }
}
