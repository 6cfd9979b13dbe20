package org.gradus.trainers.dl4j.internal.training;

import org.gradus.core.curve.Evaluation;
import org.gradus.core.training.SteppedSession;
import org.gradus.core.training.TrainingException;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.trial.Seeds;
import org.gradus.trainers.dl4j.data.BatchSource;
import org.gradus.trainers.dl4j.data.BatchSource.Split;
import org.gradus.trainers.dl4j.data.BatchStream;
import org.gradus.trainers.dl4j.internal.natives.FreeMemory;
import org.gradus.trainers.dl4j.internal.network.Checkpoint;
import org.gradus.trainers.dl4j.internal.network.Evaluator;
import org.gradus.trainers.dl4j.internal.network.Network;
import org.gradus.trainers.dl4j.internal.network.RateControl;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * One network in training. Everything random in a step follows from the seeds and the step's number, so neither a pause
 * nor another thread nor other sessions change its curve.
 */
public final class Dl4jSession extends SteppedSession {
    /** Whose network each thread served last. */
    private static final ThreadLocal<@Nullable Object> SERVED = new ThreadLocal<>();

    private final BatchSource source;
    private final Network network;
    private final RateControl rates;
    private final double scale;
    private final Evaluator evaluator;
    private final BatchStream batches;

    /** The epochs that the network had counted before; a user's network may be half trained. */
    private final int epochsBefore;

    /** Stands for this session where the session itself must not be kept. */
    private final Object memory = new Object();

    private Dl4jSession(TrainingRequest request, Network network, BatchSource source, BatchStream batches) {
        super(request);
        this.source = source;
        this.network = network;
        this.batches = batches;
        this.epochsBefore = network.epoch();
        this.rates = RateControl.install(network);
        this.scale = rates.scale(request.configuration());
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
        checkpoint.restore(request(), network);
        resumedAt(checkpoint.step(), checkpoint.begun());
    }

    /** The working memory of a thread fits the network that it served last; the network's own is freed after each use. */
    @Override
    protected Use use() {
        if (SERVED.get() != memory) {
            Network.releaseWorkspaces();
            SERVED.set(memory);
        }
        return network::releaseMemory;
    }

    @Override
    protected double scale() {
        return scale;
    }

    @Override
    protected double update(long number, double rate) {
        int epoch = epochsBefore + (int) (step() / request().stepsPerEpoch());
        if (network.epoch() != epoch) {
            network.setClock(network.iteration(), epoch);
        }
        rates.set(rate, network.iteration(), epoch);
        MultiDataSet batch = batches.batch(number); // before seeding, because it may draw random numbers
        Network.seed(Seeds.mix(request().plan().seeds().init(), number));
        network.fit(batch);
        return network.batchLoss();
    }

    @Override
    protected Evaluation evaluateTraining() {
        return evaluator.evaluate(source.split(Split.TRAIN));
    }

    @Override
    protected Evaluation evaluateValidation() {
        return evaluator.evaluate(source.split(Split.VALIDATION));
    }

    @Override
    public Evaluation test() throws TrainingException {
        if (!source.hasTest()) {
            throw new UnsupportedOperationException("'" + source.name() + "' has no test split");
        }
        return evaluateTest(() -> evaluator.evaluate(source.split(Split.TEST)));
    }

    @Override
    protected byte[] save(boolean untrainedSeen) throws TrainingException {
        return Checkpoint.take(request(), network, step(), untrainedSeen);
    }

    @Override
    protected void free() {
        batches.close();
        network.close();
        Network.releaseWorkspaces();
        FreeMemory.giveBack();
    }
}
