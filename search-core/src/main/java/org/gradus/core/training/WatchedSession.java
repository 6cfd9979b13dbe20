package org.gradus.core.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.curve.LearningCurve;
import org.gradus.core.curve.internal.DivergenceRule;
import org.gradus.core.curve.internal.SweepRule;
import org.gradus.core.trial.Segment;
import org.gradus.core.trial.SegmentEnd;
import org.gradus.core.trial.TrialId;

/** An open session and the curve it has drawn here, which is looked at after every epoch. Used by one thread at a time. */
public final class WatchedSession implements AutoCloseable {
    private final TrainingRequest request;
    private final TrainingSession session;
    private LearningCurve curve;

    /** A session with the curve that it, or the one it was resumed from, has drawn here. */
    public WatchedSession(TrainingRequest request, TrainingSession session, LearningCurve curve) {
        this.request = request;
        this.session = session;
        this.curve = curve;
    }

    public TrialId trial() {
        return request.plan().id();
    }

    public boolean isSweep() {
        return request.isSweep();
    }

    public long step() {
        return session.step();
    }

    /** Trains epoch by epoch, a sweep step by step, so that a training beyond hope ends there. */
    public Segment advanceTo(long untilStep, CancellationToken cancel) throws TrainingException, InterruptedException {
        List<CurvePoint> points = new ArrayList<>();
        while (session.step() < untilStep) {
            if (cancel.isCancelled()) {
                return Segment.cancelled(points, cancel.reason());
            }
            long before = session.step();
            Segment segment = session.advanceTo(Math.min(untilStep, nextLook()), cancel);
            points.addAll(segment.points());
            curve = curve.plus(segment.points());
            if (segment.end() != SegmentEnd.REACHED) {
                return new Segment(points, segment.end(), segment.reason());
            }
            if (session.step() <= before) {
                throw new TrainingException("the trainer says that it trained on from step " + before
                        + ", but stands at step " + session.step());
            }
            Optional<String> hopeless = hopeless();
            if (hopeless.isPresent()) {
                return Segment.diverged(points, hopeless.get());
            }
        }
        return Segment.reached(points);
    }

    private Optional<String> hopeless() {
        return request.isSweep()
                ? SweepRule.evidence(curve)
                : DivergenceRule.evidence(curve, request.divergence(), session.step() == request.totalSteps());
    }

    /** Where the curve is looked at next: the end of the epoch; in a sweep every step. */
    private long nextLook() {
        return request.isSweep()
                ? session.step() + 1
                : (session.step() / request.stepsPerEpoch() + 1) * request.stepsPerEpoch();
    }

    public Evaluation test() throws TrainingException {
        return session.test();
    }

    public byte[] checkpoint() throws TrainingException {
        return session.checkpoint();
    }

    public void checkpointTo(Path file) throws TrainingException {
        session.checkpointTo(file);
    }

    public LearningCurve curve() {
        return curve;
    }

    @Override
    public void close() {
        session.close();
    }
}
