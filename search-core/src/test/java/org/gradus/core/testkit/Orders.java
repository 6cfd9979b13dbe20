package org.gradus.core.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.LearningCurve;
import org.gradus.core.execution.SegmentSink;
import org.gradus.core.execution.WorkOrder;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.space.Schedules;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.trial.Seeds;
import org.gradus.core.trial.SegmentReport;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialPlan;

/** Orders for tests of executors, and a place for the reports. */
public final class Orders {
    /** The updates of an epoch of every order. */
    public static final int STEPS_PER_EPOCH = 10;

    /** The updates of a full training of every order: three epochs. */
    public static final int TOTAL_STEPS = 30;

    /** The rate of every order. */
    public static final LearningRate RATE = new LearningRate(0.1);

    private static final long PATIENCE_SECONDS = 60;

    private Orders() {}

    /** A segment of a trial of three epochs at rate 0.1, every step recorded. */
    public static WorkOrder order(int trial, long fromStep, long untilStep) {
        return new WorkOrder(request(trial), curve(fromStep), untilStep, Optional.empty(), Optional.empty());
    }

    /** A whole training. */
    public static WorkOrder order(int trial) {
        return order(trial, 0, TOTAL_STEPS);
    }

    /** A whole training that may take so long. */
    public static WorkOrder limited(int trial, Duration limit) {
        return new WorkOrder(request(trial), curve(0), TOTAL_STEPS, Optional.empty(), Optional.of(limit));
    }

    /** A curve that ends at a step. */
    public static LearningCurve curve(long lastStep) {
        return lastStep == 0
                ? LearningCurve.empty()
                : LearningCurve.of(List.of(CurvePoint.ofBatch(lastStep, RATE.value(), 1)));
    }

    private static TrainingRequest request(int trial) {
        TrialPlan plan = TrialPlan.search(new TrialId(trial), Configuration.of(RATE), Seeds.of(0, 0), STEPS_PER_EPOCH);
        return new TrainingRequest(plan, new Schedules.Constant(RATE), TOTAL_STEPS, 1);
    }

    /** Collects reports. Waits are bounded, so that a lost report fails its test. Thread-safe. */
    public static final class Reports implements SegmentSink {
        private final BlockingQueue<SegmentReport> queue = new LinkedBlockingQueue<>();

        @Override
        public void accept(SegmentReport report) {
            queue.add(report);
        }

        /** The next report. */
        public SegmentReport next() throws InterruptedException {
            SegmentReport report = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (report == null) {
                throw new AssertionError("no report came within " + PATIENCE_SECONDS + " s");
            }
            return report;
        }

        /** The next reports. */
        public List<SegmentReport> next(int count) throws InterruptedException {
            List<SegmentReport> reports = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                reports.add(next());
            }
            return reports;
        }

        /** Whether no report waits to be taken. */
        public boolean isEmpty() {
            return queue.isEmpty();
        }
    }
}
