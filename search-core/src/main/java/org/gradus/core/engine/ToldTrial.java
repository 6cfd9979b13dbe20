package org.gradus.core.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.execution.internal.FailureWords;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.Segment;
import org.gradus.core.trial.SegmentReport;
import org.gradus.core.trial.Trial;

/** A trial that a caller was given, and the figures that it has told so far. Used by one thread at a time. */
final class ToldTrial {
    private final ToldSession session;
    private final List<CurvePoint> points = new ArrayList<>();
    private Trial trial;
    private Instant since;

    ToldTrial(ToldSession session, Trial trial) {
        this.session = session;
        this.trial = trial;
        this.since = session.since(trial.id());
    }

    /** The trial as it stood when it was given. */
    Trial trial() {
        return trial;
    }

    private Objective objective() {
        return session.study().objective();
    }

    private ToldPoints told() {
        return new ToldPoints(trial, objective());
    }

    /** The evaluation that has the objective's figure alone. */
    Evaluation evaluation(double figure) {
        return objective().evaluation(figure);
    }

    void tell(Evaluation evaluation) {
        session.requireNoDecision(trial);
        told(evaluation);
    }

    void tell(List<CurvePoint> curve) {
        session.requireNoDecision(trial);
        end(told().segment(curve), "");
    }

    private void told(Evaluation evaluation) {
        double figure = told().figure(evaluation);
        if (Double.isFinite(figure)) {
            points.add(told().at(trial.untilEpoch(), evaluation));
            end(Segment.reached(points), "");
        } else {
            diverged(objective().figure() + " is " + figure);
        }
    }

    /** Whether to train another epoch now. */
    boolean report(Evaluation evaluation) {
        int epoch = trial.epochsTrained() + points.size() + 1;
        if (epoch < trial.untilEpoch() && Double.isFinite(told().figure(evaluation))) {
            points.add(told().at(epoch, evaluation));
            return true;
        }
        told(evaluation);
        Optional<Trial> next = session.goOn(trial.id());
        next.ifPresent(this::goOn);
        return next.isPresent();
    }

    private void goOn(Trial continued) {
        trial = continued;
        points.clear();
        since = session.clock().instant();
    }

    void diverged(String reason) {
        end(Segment.diverged(points, reason), "");
    }

    void diverged(List<CurvePoint> curve, String reason) {
        end(Segment.diverged(told().increasing(curve), reason), "");
    }

    void failed(String reason) {
        end(Segment.failed(points, reason), "");
    }

    void failed(List<CurvePoint> curve, String reason) {
        end(Segment.failed(told().increasing(curve), reason), "");
    }

    void failed(Throwable cause) {
        end(Segment.failed(points, FailureWords.words(cause)), FailureWords.stackTrace(cause));
    }

    private void end(Segment segment, String stackTrace) {
        long millis = Duration.between(since, session.clock().instant()).toMillis();
        session.tell(new SegmentReport(trial.id(), segment, stackTrace, "caller", millis, Optional.empty()));
    }
}
