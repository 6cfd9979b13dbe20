package org.gradus.trainers.dl4j.internal.training;

import java.util.ArrayList;
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
import org.gradus.trainers.dl4j.data.BatchSource;
import org.gradus.trainers.dl4j.data.BatchSource.Split;
import org.gradus.trainers.dl4j.data.BatchStream;
import org.gradus.trainers.dl4j.internal.natives.FreeMemory;
import org.gradus.trainers.dl4j.internal.network.Checkpoint;
import org.gradus.trainers.dl4j.internal.network.Evaluator;
import org.gradus.trainers.dl4j.internal.network.ExceptionSummary;
import org.gradus.trainers.dl4j.internal.network.Network;
import org.gradus.trainers.dl4j.internal.network.RateControl;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * One network in training. Everything random in a step follows from the seeds and the step's number, so neither a pause
 * nor another thread nor other sessions change its curve.
 */
public final class Dl4jSession implements TrainingSession {
    /** Whose network each thread served last. */
    private static final ThreadLocal<@Nullable Object> SERVED = new ThreadLocal<>();

    private final TrainingRequest request;
    private final BatchSource source;
    private final Network network;
    private final RateControl rate;

    /** What the schedule's rates are multiplied with. */
    private final double scale;

    private final Evaluator evaluator;
    private final BatchStream batches;

    /** The epochs that the network had counted before; a user's network may be half trained. */
    private final int epochsBefore;

    /** Held while the network is used: closing from another thread must not free the memory under a native call. */
    private final ReentrantLock inUse = new ReentrantLock();

    /** Stands for this session where the session itself must not be kept. */
    private final Object memory = new Object();

    private volatile boolean closed;
    private long step;
    private boolean begun;
    private boolean diverged;
    private boolean freed;

    private Dl4jSession(TrainingRequest request, Network network, BatchSource source, BatchStream batches) {
        this.request = request;
        this.source = source;
        this.network = network;
        this.batches = batches;
        this.epochsBefore = network.epoch();
        this.rate = RateControl.install(network);
        this.scale = rate.scale(request.configuration());
        this.evaluator = new Evaluator(network, source.isClassification());
    }

    /**
     * A session at step 0.
     *
     * @param network taken over
     */
    public static Dl4jSession of(TrainingRequest request, Network network, BatchSource source, long batchSize) {
        try {
            BatchStream batches =
                    source.stream(batchSize, request.plan().seeds().data());
            return new Dl4jSession(request, network, source, batches);
        } catch (RuntimeException | Error e) {
            network.close();
            throw e;
        }
    }

    /** Puts a new session where a checkpoint was taken. */
    public void restore(Checkpoint checkpoint) throws TrainingException {
        checkpoint.restore(request, network);
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
        try {
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
        Evaluation train = evaluator.evaluate(source.split(Split.TRAIN));
        Evaluation validation = evaluator.evaluate(source.split(Split.VALIDATION));
        return new CurvePoint(
                step, current, batchLoss.orElse(train.loss()), Optional.of(train), Optional.of(validation));
    }

    private CurvePoint update(double next) {
        int epoch = epochsBefore + (int) (step / request.stepsPerEpoch());
        if (network.epoch() != epoch) {
            network.setClock(network.iteration(), epoch);
        }
        rate.set(next, network.iteration(), epoch);
        MultiDataSet batch = batches.batch(step + 1); // before seeding, because it may draw random numbers
        Network.seed(Seeds.mix(request.plan().seeds().init(), step + 1));
        network.fit(batch);
        step++;
        double loss = network.batchLoss();
        return Double.isFinite(loss) && request.evaluatedAt(step)
                ? evaluated(next, OptionalDouble.of(loss))
                : CurvePoint.ofBatch(step, next, loss);
    }

    private Segment diverged(List<CurvePoint> points) {
        diverged = true;
        CurvePoint last = points.get(points.size() - 1);
        String what = Double.isFinite(last.batchLoss()) ? "an evaluated loss" : "the training loss";
        double loss = Double.isFinite(last.batchLoss())
                ? last.validation().map(Evaluation::loss).orElse(Double.NaN)
                : last.batchLoss();
        return Segment.diverged(
                points,
                what + " is " + loss + " at step " + last.step() + ", learning rate "
                        + Figures.rate(last.learningRate()));
    }

    @Override
    public Evaluation test() throws TrainingException {
        if (!source.hasTest()) {
            throw new UnsupportedOperationException("'" + source.name() + "' has no test split");
        }
        begin();
        try {
            return evaluator.evaluate(source.split(Split.TEST));
        } catch (RuntimeException e) {
            throw new TrainingException(
                    request.plan().id() + " could not be evaluated on the test split: " + ExceptionSummary.of(e), e);
        } finally {
            end();
        }
    }

    @Override
    public byte[] checkpoint() throws TrainingException {
        begin();
        try {
            return Checkpoint.take(request, network, step, begun);
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
        useOwnWorkspaces();
    }

    private void end() {
        if (closed) {
            free();
        }
        inUse.unlock();
    }

    /** The working memory of a thread fits the network that it served last. */
    private void useOwnWorkspaces() {
        if (SERVED.get() != memory) {
            Network.releaseWorkspaces();
            SERVED.set(memory);
        }
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
            batches.close();
            network.close();
            Network.releaseWorkspaces();
            FreeMemory.giveBack();
        }
    }
}
