package org.gradus.core.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.space.Figures;
import org.gradus.core.trial.Segment;

/**
 * A session of a model in this process, which makes one update after another and is evaluated on part of the training split and
 * on the validation split. The points that are recorded, divergence, cancellation and closing are here; what an update and an
 * evaluation are is a subclass's. May be closed by another thread than the one that uses it: the model is then freed by the
 * latter, before its next update.
 */
public abstract class SteppedSession implements TrainingSession {
    private final TrainingRequest request;

    /** Held while the model is used: closing from another thread must not free the memory under a native call. */
    private final ReentrantLock inUse = new ReentrantLock();

    private volatile boolean closed;
    private long step;
    private boolean begun;
    private boolean diverged;
    private boolean freed;

    /** A session at step 0. */
    protected SteppedSession(TrainingRequest request) {
        this.request = request;
    }

    /** How a thread uses the model; it is as before when this is closed. */
    @FunctionalInterface
    protected interface Use extends AutoCloseable {
        @Override
        void close();
    }

    /** Prepares this thread to use the model. */
    protected abstract Use use();

    /**
     * Makes an update.
     *
     * @param number of the update, counted from 1
     * @param rate as its point has it
     * @return the loss of its batch before the update; where it is not finite, nothing more is asked of the model
     */
    protected abstract double update(long number, double rate);

    /** What the rates of the schedule are multiplied with, for points and updates. */
    protected abstract double scale();

    /** Evaluates the model on a fixed part of the training split. */
    protected abstract Evaluation evaluateTraining();

    /** Evaluates the model on the validation split. */
    protected abstract Evaluation evaluateValidation();

    /**
     * Makes a checkpoint of the model.
     *
     * @param untrainedSeen whether the point of step 0 has been made, if there is one
     */
    protected abstract byte[] save(boolean untrainedSeen) throws TrainingException;

    /** Frees the model; called once. */
    protected abstract void free();

    /** What is trained. */
    protected final TrainingRequest request() {
        return request;
    }

    /** Says where a checkpoint was taken whose model this new session has. */
    protected final void resumedAt(long where, boolean untrainedSeen) {
        step = where;
        begun = untrainedSeen;
    }

    @Override
    public final long step() {
        return step;
    }

    @Override
    @SuppressWarnings("try") // the use ends, and is not looked at
    public final Segment advanceTo(long untilStep, CancellationToken cancel)
            throws TrainingException, InterruptedException {
        if (!(untilStep > step && untilStep <= request.totalSteps())) {
            throw new IllegalArgumentException("a session at step " + step + " can go on to a step in (" + step + ", "
                    + request.totalSteps() + "], but not to " + untilStep);
        }
        begin();
        try (Use use = use()) {
            return train(untilStep, cancel);
        } catch (RuntimeException e) {
            throw new TrainingException(
                    request.plan().id() + " failed after step " + step + ": " + TrainingException.summary(e), e);
        } finally {
            end();
        }
    }

    private Segment train(long untilStep, CancellationToken cancel) throws InterruptedException {
        List<CurvePoint> points = new ArrayList<>();
        if (!begun) {
            begun = true;
            if (request.recordedAt(0)) {
                CurvePoint untrained = evaluated(scale() * request.rateAt(1), OptionalDouble.empty());
                points.add(untrained);
                if (!untrained.isFinite()) {
                    return diverged(points);
                }
            }
        }
        while (step < untilStep) {
            double rate = scale() * request.rateAt(step + 1);
            if (Thread.interrupted()) {
                throw new InterruptedException(request.plan().id() + " was interrupted after step " + step);
            }
            if (closed || cancel.isCancelled()) {
                return Segment.cancelled(points, cancel.reason());
            }
            CurvePoint point = updated(rate);
            if (request.recordedAt(step) || !point.isFinite()) {
                points.add(point);
            }
            if (!point.isFinite()) {
                return diverged(points);
            }
        }
        return Segment.reached(points);
    }

    private CurvePoint updated(double rate) {
        double loss = update(step + 1, rate);
        step++;
        return Double.isFinite(loss) && request.evaluatedAt(step)
                ? evaluated(rate, OptionalDouble.of(loss))
                : CurvePoint.ofBatch(step, rate, loss);
    }

    /** The point of this step; an untrained model has no batch yet, so that the training loss stands for that of one. */
    private CurvePoint evaluated(double rate, OptionalDouble batchLoss) {
        Evaluation train = evaluateTraining();
        Evaluation validation = evaluateValidation();
        return new CurvePoint(step, rate, batchLoss.orElse(train.loss()), Optional.of(train), Optional.of(validation));
    }

    private Segment diverged(List<CurvePoint> points) {
        diverged = true;
        CurvePoint last = points.get(points.size() - 1);
        boolean inBatch = !Double.isFinite(last.batchLoss());
        double loss = inBatch
                ? last.batchLoss()
                : last.validation().map(Evaluation::loss).orElse(Double.NaN);
        return Segment.diverged(
                points,
                (inBatch ? "the training loss" : "an evaluated loss") + " is " + loss + " at step " + last.step()
                        + ", learning rate " + Figures.rate(last.learningRate()));
    }

    /** Evaluates the model on the test split, for {@link #test}, in a subclass that has one. */
    @SuppressWarnings("try") // the use ends, and is not looked at
    protected final Evaluation evaluateTest(Supplier<Evaluation> evaluation) throws TrainingException {
        begin();
        try (Use use = use()) {
            return evaluation.get();
        } catch (RuntimeException e) {
            throw new TrainingException(
                    request.plan().id() + " could not be evaluated on the test split: " + TrainingException.summary(e),
                    e);
        } finally {
            end();
        }
    }

    @Override
    @SuppressWarnings("try") // the use ends, and is not looked at
    public final byte[] checkpoint() throws TrainingException {
        begin();
        try (Use use = use()) {
            return save(begun);
        } finally {
            end();
        }
    }

    private void begin() {
        inUse.lock();
        if (closed || diverged) {
            inUse.unlock();
            throw new IllegalStateException(
                    "the session of " + request.plan().id() + (closed ? " is closed" : " has diverged"));
        }
    }

    private void end() {
        if (closed) {
            freeOnce();
        }
        inUse.unlock();
    }

    /** A session in use by another thread ends before its next step, and its memory is freed there. */
    @Override
    public final void close() {
        closed = true;
        if (inUse.tryLock()) {
            try {
                freeOnce();
            } finally {
                inUse.unlock();
            }
        }
    }

    private void freeOnce() {
        if (!freed) {
            freed = true;
            free();
        }
    }
}
