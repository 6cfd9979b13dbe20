package org.gradus.trainers.djl.internal.training;

import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.Random;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.training.SteppedSession;
import org.gradus.core.training.TrainingException;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.trial.Seeds;
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
public final class DjlSession extends SteppedSession {
    private final InMemoryData data;
    private final PyTorch torch;
    private final Network network;
    private final OptimizerState optimizer;
    private final Evaluator evaluator;
    private final BatchStream batches;
    private final double scale;

    /** The numbers of the training examples that are evaluated, the same for every session. */
    private final int[] trainPart;

    private DjlSession(Model model, TrainingRequest request, Network network) {
        super(request);
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
        this.trainPart = Arrays.copyOf(Seeds.shuffled(train.size(), new Random(0)), part);
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
            checkpoint.restore(request(), network, optimizer);
        }
        resumedAt(checkpoint.step(), checkpoint.begun());
    }

    @Override
    protected Use use() {
        return torch.enter()::close;
    }

    @Override
    protected double scale() {
        return scale;
    }

    @Override
    protected double update(long number, double rate) {
        double loss;
        try (NDManager scratch = network.memory().newSubManager()) {
            long seed = Seeds.mix(request().plan().seeds().init(), number);
            loss = network.differentiate(batches.batch(scratch, number), seed);
        }
        if (Double.isFinite(loss)) {
            optimizer.update(rate, number);
        }
        return loss;
    }

    @Override
    protected Evaluation evaluateTraining() {
        return evaluator.evaluate(data.train(), trainPart);
    }

    @Override
    protected Evaluation evaluateValidation() {
        return evaluator.evaluate(data.validation());
    }

    @Override
    public Evaluation test() throws TrainingException {
        Examples test = data.test()
                .orElseThrow(() -> new UnsupportedOperationException("'" + data.name() + "' has no test split"));
        return evaluateTest(() -> evaluator.evaluate(test));
    }

    @Override
    protected byte[] save(boolean untrainedSeen) {
        return Checkpoint.take(request(), network, optimizer, step(), untrainedSeen)
                .toBytes();
    }

    @Override
    protected void free() {
        network.close();
    }
}
