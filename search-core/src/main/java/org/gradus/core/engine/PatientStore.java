package org.gradus.core.engine;

import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.gradus.core.store.Claims;
import org.gradus.core.store.StoreUnavailableException;
import org.gradus.core.store.StudyNews;
import org.gradus.core.store.StudyStore;
import org.gradus.core.store.StudyWrite;
import org.gradus.core.study.SearchException;
import org.gradus.core.study.StudyId;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.trial.CheckpointRef;
import org.gradus.core.trial.TrialId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A study in a store and its claims, which are asked again until they can be reached. Only {@link #write} is not repeated:
 * whether it happened must be seen first.
 */
final class PatientStore {
    private static final Logger LOG = LoggerFactory.getLogger(PatientStore.class);
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private final StudyId study;
    private final StudyStore store;
    private final Claims claims;
    private final BooleanSupplier givenUp;

    /**
     * A study in a store.
     *
     * @param givenUp whether to stop waiting for an unreachable store
     */
    PatientStore(StudyId study, StudyStore store, Claims claims, BooleanSupplier givenUp) {
        this.study = study;
        this.store = store;
        this.claims = claims;
        this.givenUp = givenUp;
    }

    /** Whether other processes may work on the study. */
    boolean isShared() {
        return claims.isShared();
    }

    /** Does a step of this process; as {@link StudyStore#write}. */
    StudyWrite.Result write(StudyWrite write) {
        return store.write(study, claims, write);
    }

    /** What other processes have done since a version. */
    StudyNews news(long afterVersion) throws InterruptedException {
        return awaited(() -> store.news(study, claims, afterVersion));
    }

    /** The same, and the next write of this process comes before those of others. */
    StudyNews turn(long afterVersion) throws InterruptedException {
        return awaited(() -> store.turn(study, claims, afterVersion));
    }

    List<TrialEvent> events(long afterVersion) throws InterruptedException {
        return awaited(() -> store.events(study, afterVersion));
    }

    /** The trials that other processes have claimed. */
    Set<TrialId> elsewhere() throws InterruptedException {
        return awaited(claims::elsewhere);
    }

    /** Takes the model of a trial for this process; false if another has it. */
    boolean claim(TrialId id) throws InterruptedException {
        return awaited(() -> claims.claim(id));
    }

    /** Gives the model of a trial up; nothing happens if this process does not have it. */
    void release(TrialId id) throws InterruptedException {
        awaited(() -> {
            claims.release(id);
            return id;
        });
    }

    /**
     * Deletes what runs that died have left of the study in the store. A search does not fail because that fails.
     *
     * @param version the events that this process has seen
     * @param needed the checkpoints that are needed yet
     * @param over whether nothing is left to train or to test
     */
    void sweep(long version, Set<CheckpointRef> needed, boolean over) {
        try {
            claims.sweep(version, needed, over);
        } catch (SearchException e) {
            LOG.warn("leftovers of earlier runs in the store were not deleted: {}", e.getMessage());
        }
    }

    private <T> T awaited(Supplier<T> question) throws InterruptedException {
        long pause = FIRST_PAUSE_MILLIS;
        while (true) {
            try {
                return question.get();
            } catch (StoreUnavailableException e) {
                if (givenUp.getAsBoolean()) {
                    throw e;
                }
                LOG.warn("the store is tried again in {} ms: {}", pause, e.getMessage());
                TimeUnit.MILLISECONDS.sleep(pause);
                pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
            }
        }
    }
}
