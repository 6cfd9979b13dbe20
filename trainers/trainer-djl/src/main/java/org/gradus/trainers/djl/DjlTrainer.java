package org.gradus.trainers.djl;

import ai.djl.nn.Block;
import ai.djl.training.loss.Loss;
import com.google.common.collect.ImmutableSet;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.gradus.core.curvature.Gradients;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainerDescriptor;
import org.gradus.core.training.TrainingException;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.training.TrainingSession;
import org.gradus.core.training.UserMethod;
import org.gradus.core.trial.Capability;
import org.gradus.core.trial.Seeds;
import org.gradus.trainers.djl.data.InMemoryData;
import org.gradus.trainers.djl.internal.engine.PyTorch;
import org.gradus.trainers.djl.internal.network.Checkpoint;
import org.gradus.trainers.djl.internal.network.Network;
import org.gradus.trainers.djl.internal.training.DjlSession;
import org.gradus.trainers.djl.internal.training.Model;
import org.gradus.trainers.djl.internal.training.NetworkGradients;
import org.gradus.trainers.djl.internal.training.Preflight;
import org.gradus.trainers.djl.optimizer.Optimizer;

/**
 * Trains networks of the Deep Java Library, on PyTorch and the CPU, that a function of yours makes from a configuration.
 *
 * <p>The function gives a new {@link Block} at each call, whose parameters are not initialized; the trainer initializes it with
 * its own initializers, seeded. The loss is softmax with cross entropy and the optimizer {@link Optimizer#sgd}, unless specified
 * otherwise. The number of examples in a batch is the parameter {@value #BATCH} where the configuration has it. Where the space
 * has no learning rate, the optimizer's own counts, times the factor of the search's schedule.
 *
 * <p>Each training is computed by one thread, unless {@code -Dai.djl.pytorch.num_threads} says otherwise. PyTorch has one
 * generator of random numbers in a process: trainings whose networks draw in a step, as dropout does, wait for each other
 * during the forward pass, and curves are equal only if nobody else draws from it meanwhile.
 *
 * <pre>{@code
 * DjlTrainer trainer = DjlTrainer.of(
 *                 configuration -> new SequentialBlock()
 *                         .add(Linear.builder().setUnits(16).build())
 *                         .add(Activation.reluBlock())
 *                         .add(Linear.builder().setUnits(3).build()),
 *                 data)
 *         .withOptimizer(Optimizer.adam());
 * }</pre>
 */
@SuppressWarnings("try") // scopes end, and are not looked at
public final class DjlTrainer implements Trainer {
    /** The name that this trainer goes by. */
    public static final String NAME = "djl";

    /** The parameter that is the number of examples in a batch. */
    public static final String BATCH = Model.BATCH;

    /** The examples in a batch unless specified otherwise: small, for many updates in few epochs. */
    public static final int DEFAULT_BATCH = 32;

    private static final Configuration PLAIN = Configuration.of(new LearningRate(1e-3));

    private final Model model;
    private final TrainerDescriptor descriptor;

    private DjlTrainer(Model model) {
        this.model = model;
        this.descriptor = describe();
    }

    /**
     * A trainer of these networks. It is known to this process alone; {@link DjlTrainerProvider} makes one that has a name.
     *
     * @param network called once for each training, maybe by several threads at once
     * @throws IllegalStateException if PyTorch's native library cannot be loaded
     */
    public static DjlTrainer of(Function<? super Configuration, ? extends Block> network, InMemoryData data) {
        return of(Model.origin(network), network, data);
    }

    static DjlTrainer named(UserMethod network, InMemoryData data) {
        return of(network.name(), configuration -> network.call(Block.class, configuration), data);
    }

    private static DjlTrainer of(
            String origin, Function<? super Configuration, ? extends Block> network, InMemoryData data) {
        return new DjlTrainer(new Model(
                PyTorch.start(),
                origin,
                network,
                data,
                Loss.softmaxCrossEntropyLoss(),
                configuration -> Optimizer.sgd(),
                Math.min(DEFAULT_BATCH, data.train().size())));
    }

    /** The same trainer with another loss: the mean over a batch, from labels and the outputs of the network. */
    public DjlTrainer withLoss(Loss loss) {
        return new DjlTrainer(model.withLoss(loss));
    }

    /** The same trainer with another optimizer. */
    public DjlTrainer withOptimizer(Optimizer optimizer) {
        return withOptimizer(configuration -> optimizer);
    }

    /**
     * The same trainer with optimizers that follow from the configuration.
     *
     * @param optimizer called once for each training, maybe by several threads at once
     */
    public DjlTrainer withOptimizer(Function<? super Configuration, Optimizer> optimizer) {
        return new DjlTrainer(model.withOptimizers(optimizer));
    }

    /**
     * The same trainer with another number of examples in a batch, where the configuration has none.
     *
     * @throws IllegalArgumentException if it is below 1 or above the number of training examples
     */
    public DjlTrainer withBatchSize(int examples) {
        model.data().stepsPerEpoch(examples);
        return new DjlTrainer(model.withBatch(examples));
    }

    private TrainerDescriptor describe() {
        Set<Capability> capabilities =
                EnumSet.of(Capability.SWEEP, Capability.HOLD, Capability.CHECKPOINT, Capability.CURVATURE);
        if (model.data().test().isPresent()) {
            capabilities.add(Capability.TEST);
        }
        PyTorch torch = model.torch();
        Map<String, String> details = new TreeMap<>();
        details.put("djl.version", torch.djlVersion());
        details.put("djl.pytorch", torch.version());
        details.put("djl.threadsPerTraining", Integer.toString(torch.threads()));
        details.put("data", model.data().name());
        details.put("data.fingerprint", model.data().fingerprint());
        details.put("loss", model.loss().getName());
        details.put("network", model.origin());
        plain(() -> model.optimizer(PLAIN).words()).ifPresent(words -> details.put("optimizer", words));
        return new TrainerDescriptor(
                NAME,
                fingerprint(),
                model.data().train().isClassification() ? ImmutableSet.of(Evaluation.ACCURACY) : ImmutableSet.of(),
                capabilities,
                details);
    }

    /** What the functions make of a plain learning rate, where they make anything of that alone. */
    private static Optional<String> plain(Supplier<String> question) {
        try {
            return Optional.of(question.get());
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private String fingerprint() {
        PyTorch torch = model.torch();
        String whole = String.join(
                "\n",
                NAME,
                torch.djlVersion(),
                torch.version(),
                Integer.toString(torch.threads()),
                model.origin(),
                plain(this::networkText).orElse(""),
                plain(() -> model.optimizer(PLAIN).toString()).orElse(""),
                model.loss().getClass().getName(),
                Integer.toString(model.batch()),
                model.data().fingerprint());
        return Hashing.sha256()
                .hashString(whole, StandardCharsets.UTF_8)
                .toString()
                .substring(0, 16);
    }

    /** The blocks of the network, and a digest of the parameters that it begins with. */
    private String networkText() {
        try (PyTorch.Scope scope = model.torch().enter();
                Network network = model.network(PLAIN, 0)) {
            return network.words();
        }
    }

    @Override
    public TrainerDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public long stepsPerEpoch(Configuration configuration) {
        return model.data().stepsPerEpoch(model.batchSize(configuration));
    }

    @Override
    public void check(SearchSpace space) {
        new Preflight(model).check(space);
    }

    @Override
    public TrainingSession open(TrainingRequest request) throws TrainingException {
        return openSession(request);
    }

    @Override
    public TrainingSession resume(TrainingRequest request, byte[] checkpoint) throws TrainingException {
        Checkpoint saved = Checkpoint.read(checkpoint);
        DjlSession session = openSession(request);
        try {
            session.restore(saved);
        } catch (TrainingException e) {
            session.close();
            throw e;
        }
        return session;
    }

    /** The gradients over the first 256 examples of a training, in its batches. */
    @Override
    public Gradients gradients(Configuration configuration, Seeds seeds) throws TrainingException {
        try {
            return NetworkGradients.of(model, configuration, seeds);
        } catch (RuntimeException e) {
            throw new TrainingException(
                    "no gradients are available for (" + configuration + "): " + TrainingException.summary(e), e);
        }
    }

    private DjlSession openSession(TrainingRequest request) throws TrainingException {
        Configuration configuration = request.configuration();
        try {
            if (stepsPerEpoch(configuration) != request.stepsPerEpoch()) {
                throw new IllegalArgumentException("an epoch has " + stepsPerEpoch(configuration) + " steps, but "
                        + request.stepsPerEpoch() + " were asked for");
            }
            return DjlSession.of(model, request);
        } catch (RuntimeException e) {
            throw new TrainingException(
                    "no network could be made for (" + configuration + "): " + TrainingException.summary(e), e);
        }
    }
}
