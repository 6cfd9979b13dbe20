package org.gradus.examples.launcher.commands;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.training.Trainer;
import org.gradus.core.trial.TrialId;

/** Where the trainings of this process stand that were not yet reported to their study. Thread-safe. */
final class RunningTrainings {
    private final Map<Integer, TrainingPlace> places = new ConcurrentSkipListMap<>();

    private final Runnable begun;

    /**
     * None yet.
     *
     * @param begun called when a training begins, by its thread
     */
    RunningTrainings(Runnable begun) {
        this.begun = begun;
    }

    /** A trainer that trains as another does, and whose trainings are watched. */
    Trainer watching(Trainer trainer) {
        return new WatchedTrainer(trainer, this);
    }

    /** A training goes on from a place. */
    void at(TrainingPlace place) {
        if (places.put(place.plan().id().number(), place) == null) {
            begun.run();
        }
    }

    /** A training has come further, unless it was reported meanwhile: one that was given up may come back long after. */
    void moved(TrainingPlace place) {
        places.computeIfPresent(place.plan().id().number(), (id, before) -> place);
    }

    /** Forgets the training whose progress this event reports; returns whether it reports one. */
    boolean reported(TrialEvent event) {
        boolean isReport =
                event.kind() == TrialEvent.Kind.TRIAL_ENDED || event.kind() == TrialEvent.Kind.CURVE_EXTENDED;
        if (isReport) {
            event.about().ifPresent(trial -> places.remove(trial.number()));
        }
        return isReport;
    }

    Optional<TrainingPlace> of(TrialId trial) {
        return Optional.ofNullable(places.get(trial.number()));
    }

    /** All of them, in the order of their trials. */
    Collection<TrainingPlace> all() {
        return List.copyOf(places.values());
    }
}
