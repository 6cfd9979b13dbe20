package org.gradus.trainers.spark.internal.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.execution.WorkOrder;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.trial.SegmentReport;
import org.gradus.core.trial.TrialId;
import org.gradus.trainers.spark.internal.wire.Poll;

/** A trial in training: the points that the driver has not seen yet, and the parameters that were read. Thread-safe. */
final class RunningTrial {
    private final WorkOrder order;
    private final CompletableFuture<SegmentReport> answer = new CompletableFuture<>();
    private final Set<String> reads = ConcurrentHashMap.newKeySet();
    private final List<CurvePoint> unseen = new ArrayList<>();

    RunningTrial(WorkOrder order) {
        this.order = order;
    }

    TrialId trial() {
        return order.trial();
    }

    /** Its report, once it has ended. */
    CompletableFuture<SegmentReport> answer() {
        return answer;
    }

    /** The order as the trainer gets it. */
    WorkOrder watched() {
        TrainingRequest request = order.request();
        return new WorkOrder(
                new TrainingRequest(
                        request.plan().reportingReads(reads::add),
                        request.schedule(),
                        request.totalSteps(),
                        request.recordEvery(),
                        request.divergence()),
                order.curve(),
                order.untilStep(),
                order.checkpoint(),
                order.timeLimit());
    }

    List<String> reads() {
        return List.copyOf(reads);
    }

    /** Takes points in, but for those of a training that leads again to where the order begins. */
    synchronized void add(List<CurvePoint> points) {
        points.stream()
                .filter(point -> order.curve().isEmpty() || point.step() > order.fromStep())
                .forEach(unseen::add);
    }

    /** Takes out what is to be reported next. */
    synchronized Poll.Progress progress() {
        Poll.Progress progress = new Poll.Progress(trial(), List.copyOf(unseen));
        unseen.clear();
        return progress;
    }
}
