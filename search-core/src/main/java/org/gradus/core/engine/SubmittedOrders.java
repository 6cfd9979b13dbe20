package org.gradus.core.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradus.core.trial.SegmentReport;
import org.gradus.core.trial.TrialId;

/**
 * The orders that this process has submitted to its executor and not reported to the session yet. In a study with rounds they are reported in the
 * order in which they were submitted, so that the log does not depend on which training is the fastest. Not
 * thread-safe.
 */
final class SubmittedOrders {
    private final boolean inOrder;
    private final Map<TrialId, Optional<SegmentReport>> orders = new LinkedHashMap<>();

    /**
     * No orders yet.
     *
     * @param inOrder whether a report waits for those of orders submitted before
     */
    SubmittedOrders(boolean inOrder) {
        this.inOrder = inOrder;
    }

    void begin(TrialId trial) {
        orders.put(trial, Optional.empty());
    }

    void finish(SegmentReport report) {
        orders.put(report.trial(), Optional.of(report));
    }

    /** The number of orders without a report. */
    int inTraining() {
        return (int) orders.values().stream().filter(Optional::isEmpty).count();
    }

    /** Takes the reports that are to be recorded now. */
    List<SegmentReport> takeDue() {
        List<SegmentReport> due = new ArrayList<>();
        for (Optional<SegmentReport> report : orders.values()) {
            if (report.isEmpty() && inOrder) {
                break;
            }
            report.ifPresent(due::add);
        }
        due.forEach(report -> orders.remove(report.trial()));
        return due;
    }

    /** Takes all reports, in the order of their orders. */
    List<SegmentReport> takeAll() {
        List<SegmentReport> all =
                orders.values().stream().flatMap(Optional::stream).toList();
        all.forEach(report -> orders.remove(report.trial()));
        return all;
    }
}
