package org.gradus.trainers.spark.internal.driver;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.execution.SegmentSink;
import org.gradus.core.execution.WorkOrder;
import org.gradus.core.trial.Segment;
import org.gradus.core.trial.SegmentReport;
import org.gradus.core.trial.TrialId;
import org.gradus.trainers.spark.internal.wire.PollAnswer;
import org.jspecify.annotations.Nullable;

/** An order to train on its way through the cluster. Thread-safe. */
final class SparkOrder {
    private final WorkOrder order;
    private final SegmentSink sink;
    private final Semaphore places;
    private final String group;
    private final List<CurvePoint> points = new ArrayList<>();
    private PollAnswer.@Nullable Ended ended;
    private boolean hasPlace;
    private boolean answered;

    /**
     * An order that waits for a place.
     *
     * @param group the name of its Spark jobs
     */
    SparkOrder(WorkOrder order, SegmentSink sink, Semaphore places, String group) {
        this.order = order;
        this.sink = sink;
        this.places = places;
        this.group = group;
    }

    WorkOrder order() {
        return order;
    }

    TrialId trial() {
        return order.trial();
    }

    String group() {
        return group;
    }

    /** Waits for its turn; false if it was answered before. */
    boolean begin() {
        places.acquireUninterruptibly();
        synchronized (this) {
            hasPlace = !answered;
            if (!hasPlace) {
                places.release();
            }
            return hasPlace;
        }
    }

    /** Asks the training to end; the first reason stays. */
    synchronized void end(String reason, boolean wantedBack) {
        if (ended == null) {
            ended = new PollAnswer.Ended(trial(), reason, wantedBack);
        }
    }

    synchronized Optional<PollAnswer.Ended> ended() {
        return Optional.ofNullable(ended);
    }

    /** Whether it has its turn. */
    synchronized boolean hasPlace() {
        return hasPlace;
    }

    synchronized boolean isAnswered() {
        return answered;
    }

    /** Takes in what was trained until now; a training that was begun again gives the same points again. */
    synchronized void trained(List<CurvePoint> more) {
        long last = points.isEmpty() ? -1 : points.get(points.size() - 1).step();
        more.stream().filter(point -> point.step() > last).forEach(points::add);
    }

    /** The report of a training that was ended before it could answer: with the points that are known. */
    synchronized SegmentReport cancelled(String reason) {
        return new SegmentReport(trial(), Segment.cancelled(points, reason), "", "Spark driver", 0, Optional.empty());
    }

    /** Passes the report on, once, and gives the place back. */
    void answer(SegmentReport report, Runnable before) {
        synchronized (this) {
            if (answered) {
                return;
            }
            answered = true;
        }
        before.run();
        try {
            sink.accept(report);
        } finally {
            giveBack();
        }
    }

    private synchronized void giveBack() {
        if (hasPlace) {
            hasPlace = false;
            places.release();
        }
    }
}
