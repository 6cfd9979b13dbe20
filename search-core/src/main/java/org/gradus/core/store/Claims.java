package org.gradus.core.store;

import java.util.Set;
import org.gradus.core.trial.CheckpointRef;
import org.gradus.core.trial.TrialId;

/**
 * A writer's part in a study: which trials it trains, so that no other writer trains them too. Thread-safe.
 *
 * <p>Where a store has one writer a study, there are no others and everything is granted. Where it has many, a claim is
 * good for a time and must be renewed; that of a writer that died ends by itself, and its trial can be claimed again.
 */
public interface Claims extends AutoCloseable {
    /** Whether others may write to the study too. */
    boolean isShared();

    /** Takes a trial for this writer; false if another has it. Taking again what it has already renews it. */
    boolean claim(TrialId trial);

    /** Gives trials back; nothing happens for those that it does not have. */
    void release(TrialId trial);

    /** The trials that other living writers have. */
    Set<TrialId> elsewhere();

    /** Says that this writer lives: its claims are good for another time. */
    void renew();

    /**
     * Deletes what writers that died have left of the study: checkpoints that no event names, and claims. Where there can be
     * several writers, that waits until the study is over, for a writer that is slow cannot be distinguished from a dead
     * one. A store of events alone has nothing to delete.
     *
     * @param version how many events this writer has seen; if there are more, nothing is deleted
     * @param needed the checkpoints that events name and that are needed yet
     * @param over whether nothing is left to train or to test
     */
    default void sweep(long version, Set<CheckpointRef> needed, boolean over) {}

    /** Gives everything back and leaves the study. */
    @Override
    void close();
}
