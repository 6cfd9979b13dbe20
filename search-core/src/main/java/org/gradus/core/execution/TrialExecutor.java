package org.gradus.core.execution;

import org.gradus.core.trial.TrialId;

/**
 * Runs orders somewhere. Every order is answered exactly once, by a report, no matter what happens to it. Sessions stay open
 * between the orders of a trial until {@link #release}. Thread-safe.
 */
public interface TrialExecutor extends AutoCloseable {
    /** How many orders it runs at once; more wait their turn. */
    int capacity();

    /** Trains a segment. */
    void submit(WorkOrder order, SegmentSink sink);

    /** Evaluates the test split with the model as it is at the order's {@code fromStep}. */
    void test(WorkOrder order, TestSink sink);

    /** Ends the running segment of a trial between two steps; its report says so. */
    void cancel(TrialId trial, String reason);

    /**
     * As {@link #cancel}, so that the trial can go on elsewhere: the report of a segment that was left on its way has the checkpoint
     * of the step where it stands, if models are saved and the trainer can. Default: as {@link #cancel}, without one.
     */
    default void handBack(TrialId trial, String reason) {
        cancel(trial, reason);
    }

    /** Frees the session of a trial. */
    void release(TrialId trial);

    /** Cancels what runs and frees all sessions. */
    @Override
    void close();
}
