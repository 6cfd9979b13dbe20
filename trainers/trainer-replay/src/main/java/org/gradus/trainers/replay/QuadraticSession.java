package org.gradus.trainers.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.training.CancellationToken;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.training.TrainingSession;
import org.gradus.core.trial.Seeds;
import org.gradus.core.trial.Segment;
import org.gradus.trainers.replay.internal.SegmentRange;

/** One descent of a {@link QuadraticTrainer}. */
final class QuadraticSession implements TrainingSession {
    private final QuadraticTrainer trainer;
    private final TrainingRequest request;
    private final double[] x;
    private long step;
    private boolean untrainedSeen;

    QuadraticSession(QuadraticTrainer trainer, TrainingRequest request, long step, double[] x) {
        this.trainer = trainer;
        this.request = request;
        this.step = step;
        this.x = x;
        this.untrainedSeen = step > 0 || !request.recordedAt(0);
    }

    @Override
    public long step() {
        return step;
    }

    @Override
    public Segment advanceTo(long untilStep, CancellationToken cancel) throws InterruptedException {
        SegmentRange.check(request, step, untilStep);
        List<CurvePoint> points = new ArrayList<>();
        if (!untrainedSeen) {
            points.add(point(request.rateAt(1), trainer.loss(x)));
            untrainedSeen = true;
        }
        while (step < untilStep) {
            if (Thread.interrupted()) {
                throw new InterruptedException("the training was interrupted after step " + step);
            }
            if (cancel.isCancelled()) {
                return Segment.cancelled(points, cancel.reason());
            }
            CurvePoint point = descend();
            if (!point.isFinite()) {
                points.add(point);
                return Segment.diverged(points, "the loss was not finite at step " + step);
            }
            if (request.recordedAt(step)) {
                points.add(point);
            }
        }
        return Segment.reached(points);
    }

    private CurvePoint descend() {
        double batchLoss = trainer.loss(x);
        step++;
        double rate = request.rateAt(step);
        SplittableRandom random =
                new SplittableRandom(Seeds.mix(request.plan().seeds().data(), step));
        for (int i = 0; i < x.length; i++) {
            double error = trainer.noise() == 0 ? 0 : trainer.noise() * random.nextGaussian();
            x[i] -= rate * (trainer.gradient(i, x[i]) + error);
        }
        return point(rate, batchLoss);
    }

    private CurvePoint point(double rate, double batchLoss) {
        Optional<Evaluation> evaluation =
                request.evaluatedAt(step) ? Optional.of(Evaluation.ofLoss(trainer.loss(x))) : Optional.empty();
        return new CurvePoint(step, rate, batchLoss, evaluation, evaluation);
    }

    @Override
    public Evaluation test() {
        return Evaluation.ofLoss(trainer.loss(x));
    }

    @Override
    public byte[] checkpoint() {
        return QuadraticCheckpoint.write(trainer, step, x);
    }
}
