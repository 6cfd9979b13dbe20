package org.gradus.trainers.djl.internal.training;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.locks.ReentrantLock;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.space.Figures;
import org.gradus.core.training.CancellationToken;
import org.gradus.core.training.TrainingException;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.training.TrainingSession;
import org.gradus.core.trial.Seeds;
import org.gradus.core.trial.Segment;
import org.gradus.trainers.djl.data.Examples;
import org.gradus.trainers.djl.data.InMemoryData;
import org.gradus.trainers.djl.internal.engine.PyTorch;
import org.gradus.trainers.djl.internal.network.Checkpoint;
import org.gradus.trainers.djl.internal.network.Evaluator;
import org.gradus.trainers.djl.internal.network.Network;
import org.gradus.trainers.djl.internal.network.OptimizerState;
import org.gradus.trainers.djl.optimizer.Optimizer;

/**
 * One network in training. Everything random in a step follows from the seeds and the step's number, so neither a pause nor
 * another thread nor other sessions change its curve.
 */
@SuppressWarnings("try") // scopes end, and are not looked at
public final class DjlSession implements TrainingSession {
    private final TrainingRequest request;
    private final InMemoryData data;
    private final PyTorch torch;
    private final Network network;
    private final OptimizerState optimizer;
    private final Evaluator evaluator;
    private final BatchStream batches;

    /** What the schedule's rates are multiplied with. */
    private final double scale;

    /** The numbers of the training examples that are evaluated, the same for every session. */
    private final int[] trainPart;

    /** Held while the network is used: closing from another thread must not free the memory under a native call. */
    private final ReentrantLock inUse = new ReentrantLock();

    private volatile boolean closed;
    private long step;
    private boolean begun;
    private boolean diverged;
    private boolean freed;

    private DjlSession(Model model, TrainingRequest request, Network network) {
        this.request = request;
        this.data = model.data();
        this.torch = model.torch();
        this.network = network;
        Optimizer chosen = model.optimizer(request.configuration());
        this.optimizer = new OptimizerState(chosen, network);
        this.scale = request.configuration().findLearningRate().isPresent() ? 1 : chosen.rate();
        this.evaluator = new Evaluator(network);
        this.batches = new BatchStream(
                data,
                model.batchSize(request.configuration()),
                request.plan().seeds().data());
        Examples train = data.train();
        int part = Math.min(train.size(), data.validation().size());
        this.trainPart = Arrays.copyOf(BatchStream.shuffled(train.size(), 0), part);
    }

    /** A session at step 0. */
    public static DjlSession of(Model model, TrainingRequest request) {
        try (PyTorch.Scope scope = model.torch().enter()) {
            Network network = model.network(
                    request.configuration(), request.plan().seeds().init());
            try {
                return new DjlSession(model, request, network);
            } catch (RuntimeException | Error e) {
                network.close();
                throw e;
            }
        }
    }

    /** Puts a new session where a checkpoint was taken. */
    public void restore(Checkpoint checkpoint) throws TrainingException {
        try (PyTorch.Scope scope = torch.enter()) {
            checkpoint.restore(request, network, optimizer);
        }
        step = checkpoint.step();
        begun = checkpoint.begun();
    }

    @Override
    public long step() {
        return step;
    }

    @Override
    public Segment advanceTo(long untilStep, CancellationToken cancel) throws TrainingException, InterruptedException {
        if (!(untilStep > step && untilStep <= request.totalSteps())) {
            throw new IllegalArgumentException("a session at step " + step + " can go on to a step in (" + step + ", "
                    + request.totalSteps() + "], but not to " + untilStep);
        }
        begin();
        try (PyTorch.Scope scope = torch.enter()) {
            return train(untilStep, cancel);
        } catch (RuntimeException e) {
            throw new TrainingException(
                    request.plan().id() + " failed after step " + step + ": " + ExceptionSummary.of(e), e);
        } finally {
            end();
        }
    }

    private Segment train(long untilStep, CancellationToken cancel) throws InterruptedException {
        List<CurvePoint> points = new ArrayList<>();
        if (!begun) {
            begun = true;
            if (request.recordedAt(0)) {
                CurvePoint untrained = evaluated(scale * request.rateAt(1), OptionalDouble.empty());
                points.add(untrained);
                if (!untrained.isFinite()) {
                    return diverged(points);
                }
            }
        }
        while (step < untilStep) {
            double next = scale * request.rateAt(step + 1);
            if (Thread.interrupted()) {
                throw new InterruptedException(request.plan().id() + " was interrupted after step " + step);
            }
            if (closed || cancel.isCancelled()) {
                return Segment.cancelled(points, cancel.reason());
            }
            CurvePoint point = update(next);
            if (request.recordedAt(step) || !point.isFinite()) {
                points.add(point);
            }
            if (!point.isFinite()) {
                return diverged(points);
            }
        }
        return Segment.reached(points);
    }

    /** The point of this step; an untrained model has no batch yet, so that the training loss stands for that of one. */
    private CurvePoint evaluated(double current, OptionalDouble batchLoss) {
        Evaluation train = evaluator.evaluate(data.train(), trainPart);
        Evaluation validation = evaluator.evaluate(data.validation());
        return new CurvePoint(
                step, current, batchLoss.orElse(train.loss()), Optional.of(train), Optional.of(validation));
    }

    private CurvePoint update(double next) {
        double loss;
        try (NDManager scratch = network.memory().newSubManager()) {
            long seed = Seeds.mix(request.plan().seeds().init(), step + 1);
            loss = network.differentiate(batches.batch(scratch, step + 1), seed);
        }
        step++;
        if (!Double.isFinite(loss)) {
            return CurvePoint.ofBatch(step, next, loss);
        }
        optimizer.update(next, step);
        return request.evaluatedAt(step)
                ? evaluated(next, OptionalDouble.of(loss))
                : CurvePoint.ofBatch(step, next, loss);
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

    @Override
    public Evaluation test() throws TrainingException {
        Examples test = data.test()
                .orElseThrow(() -> new UnsupportedOperationException("'" + data.name() + "' has no test split"));
        begin();
        try (PyTorch.Scope scope = torch.enter()) {
            return evaluator.evaluate(test);
        } catch (RuntimeException e) {
            throw new TrainingException(
                    request.plan().id() + " could not be evaluated on the test split: " + ExceptionSummary.of(e), e);
        } finally {
            end();
        }
    }

    @Override
    public byte[] checkpoint() {
        begin();
        try {
            return Checkpoint.take(request, network, optimizer, step, begun).toBytes();
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
            free();
        }
        inUse.unlock();
    }

    /** A session in use by another thread ends before its next step, and its memory is freed there. */
    @Override
    public void close() {
        closed = true;
        if (inUse.tryLock()) {
            try {
                free();
            } finally {
                inUse.unlock();
            }
        }
    }

    private void free() {
        if (!freed) {
            freed = true;
            network.close();
        }
    }
}
