package org.gradus.core.store;

import java.util.Set;
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

    /** Gives everything back and leaves the study. */
    @Override
    void close();
}
