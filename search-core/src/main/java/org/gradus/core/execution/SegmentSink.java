package org.gradus.core.execution;

import org.gradus.core.trial.SegmentReport;

/** Takes what comes back from an order; called from executor threads, so it must only enqueue. */
@FunctionalInterface
public interface SegmentSink {
    void accept(SegmentReport report);
}
