package org.gradus.core.testkit;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.training.CancellationToken;
import org.gradus.core.training.TrainingException;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.training.TrainingSession;
import org.gradus.core.trial.Capability;
import org.gradus.core.trial.Segment;

/** A session of the {@link ScriptedTrainer}. */
final class ScriptedSession implements TrainingSession {
    private static final double UNTRAINED = 0.5;

    private final ScriptedTrainer trainer;
    private final TrainingRequest request;
    private final boolean fresh;
    private long step;
    private double place;
    private double loss;

    ScriptedSession(ScriptedTrainer trainer, TrainingRequest request, long step) {
        this.trainer = trainer;
        this.request = request;
        this.fresh = step == 0;
        this.step = step;
        this.place = 1;
        for (long done = 1; done <= step; done++) {
            place *= 1 - request.rateAt(done);
        }
        this.loss = place * place / 2;
    }

    @Override
    public long step() {
        return step;
    }

    @Override
    public Segment advanceTo(long untilStep, CancellationToken cancel) throws TrainingException, InterruptedException {
        if (!(untilStep > step && untilStep <= request.totalSteps())) {
            throw new IllegalArgumentException(
                    "a session at step " + step + " of " + request.totalSteps() + " cannot go to step " + untilStep);
        }
        List<CurvePoint> points = new ArrayList<>();
        if (step == 0 && fresh && request.recordedAt(0)) {
            points.add(point(UNTRAINED));
        }
        while (step < untilStep) {
            if (cancel.isCancelled()) {
                return Segment.cancelled(points, cancel.reason());
            }
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted at step " + step);
            }
            double batchLoss = step == 0 ? UNTRAINED : loss;
            update(cancel);
            if (!Double.isFinite(loss)) {
                points.add(point(loss));
                return Segment.diverged(points, "the loss is " + loss + " at step " + step);
            }
            if (request.recordedAt(step)) {
                points.add(point(batchLoss));
            }
        }
        return Segment.reached(points);
    }

    private void update(CancellationToken cancel) throws TrainingException, InterruptedException {
        double next = place * (1 - request.rateAt(step + 1));
        loss = trainer.script().before(request, step + 1, next * next / 2, cancel);
        place = next;
        step++;
    }

    private CurvePoint point(double batchLoss) {
        double rate = request.rateAt(Math.max(1, step));
        Optional<Evaluation> evaluation = request.evaluatedAt(step) ? Optional.of(evaluate()) : Optional.empty();
        return new CurvePoint(step, rate, batchLoss, evaluation, evaluation);
    }

    private Evaluation evaluate() {
        return Evaluation.of(loss, Math.max(0, 1 - 1.8 * loss));
    }

    @Override
    public Evaluation test() {
        if (!trainer.descriptor().can(Capability.TEST)) {
            throw new UnsupportedOperationException("the scripted trainer has no test split");
        }
        trainer.noteTested(request.plan().id());
        return evaluate();
    }

    @Override
    public byte[] checkpoint() {
        return ByteBuffer.allocate(Long.BYTES).putLong(step).array();
    }

    @Override
    public void close() {
        trainer.noteClosed(request.plan().id());
    }
}
