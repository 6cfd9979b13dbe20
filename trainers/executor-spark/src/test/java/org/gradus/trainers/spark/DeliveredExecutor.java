package org.gradus.trainers.spark;

import org.gradus.core.execution.SegmentSink;
import org.gradus.core.execution.TestSink;
import org.gradus.core.execution.TrialExecutor;
import org.gradus.core.execution.WorkOrder;
import org.gradus.core.trial.TrialId;
import org.gradus.trainers.spark.internal.host.Hosts;

/** Waits after each call until the executor of Spark has heard of it, as it otherwise does with its next poll. */
final class DeliveredExecutor implements TrialExecutor {
    private final TrialExecutor inner;
    private final String run;

    DeliveredExecutor(TrialExecutor inner, String run) {
        this.inner = inner;
        this.run = run;
    }

    private void delivered() {
        try {
            Hosts.awaitPoll(run);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public int capacity() {
        return inner.capacity();
    }

    @Override
    public void submit(WorkOrder order, SegmentSink sink) {
        inner.submit(order, sink);
    }

    @Override
    public void test(WorkOrder order, TestSink sink) {
        inner.test(order, sink);
    }

    @Override
    public void cancel(TrialId trial, String reason) {
        inner.cancel(trial, reason);
        delivered();
    }

    @Override
    public void handBack(TrialId trial, String reason) {
        inner.handBack(trial, reason);
        delivered();
    }

    @Override
    public void release(TrialId trial) {
        inner.release(trial);
        delivered();
    }

    @Override
    public void close() {
        inner.close();
        delivered();
    }
}
