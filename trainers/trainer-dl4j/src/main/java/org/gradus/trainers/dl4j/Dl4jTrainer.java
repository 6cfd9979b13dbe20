package org.gradus.trainers.dl4j;

import com.google.common.collect.ImmutableSet;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
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
import org.gradus.core.trial.Capability;
import org.gradus.core.trial.Seeds;
import org.gradus.trainers.dl4j.data.BatchSource;
import org.gradus.trainers.dl4j.environment.Dl4jEnvironment;
import org.gradus.trainers.dl4j.internal.network.Checkpoint;
import org.gradus.trainers.dl4j.internal.network.Network;
import org.gradus.trainers.dl4j.internal.network.NetworkFunction;
import org.gradus.trainers.dl4j.internal.training.Dl4jSession;
import org.gradus.trainers.dl4j.internal.training.NetworkGradients;
import org.gradus.trainers.dl4j.internal.training.Preflight;

/**
 * Trains Deeplearning4j networks that a function of yours makes from a configuration.
 *
 * <p>The function chooses layers and updater; the trainer sets the learning rate of every step and reads it back, and
 * replaces the seed. What counts of the rates that the function gives its network are their ratios: the searched rate is
 * that of most layers, and a layer or a bias whose updater has another rate is trained at the searched rate times its own
 * over that of most layers, of several equally frequent ones the highest. An updater with a learning-rate schedule of its own
 * is refused. Where the space has no learning rate, networks keep their own, times the factor of the search's schedule. The number of
 * examples in a batch is the parameter {@value #BATCH} where the configuration has it.
 *
 * <pre>{@code
 * Dl4jTrainer trainer = Dl4jTrainer.of(
 *         configuration -> new NeuralNetConfiguration.Builder()
 *                 .updater(new Adam())
 *                 .list()
 *                 .layer(new DenseLayer.Builder().nIn(4).nOut(16).activation(Activation.RELU).build())
 *                 .layer(new OutputLayer.Builder().nIn(16).nOut(3).activation(Activation.SOFTMAX).build())
 *                 .build(),
 *         data);
 * }</pre>
 */
public final class Dl4jTrainer implements Trainer {
    /** The name that this trainer goes by. */
    public static final String NAME = "dl4j";

    /** The parameter that is the number of examples in a batch. */
    public static final String BATCH = "batch";

    /** The examples in a batch unless specified otherwise: small, for many updates in few epochs. */
    public static final int DEFAULT_BATCH = 32;

    private static final Configuration PLAIN = Configuration.of(new LearningRate(1e-3));

    private final NetworkFunction function;
    private final BatchSource source;
    private final int batchSize;
    private final TrainerDescriptor descriptor;

    private Dl4jTrainer(NetworkFunction function, BatchSource source, int batchSize) {
        this.function = function;
        this.source = source;
        this.batchSize = batchSize;
        this.descriptor = describe();
    }

    /**
     * A trainer of networks whose layers stand one upon the other. It is known to this process alone, as all that are made of
     * functions; {@link Dl4jTrainerProvider} makes one that has a name.
     *
     * @param network called once for each training, maybe by several threads at once
     */
    public static Dl4jTrainer of(
            Function<? super Configuration, ? extends MultiLayerConfiguration> network, BatchSource data) {
        Dl4jEnvironment.start();
        return new Dl4jTrainer(NetworkFunction.ofLayers(network), data, DEFAULT_BATCH);
    }

    /**
     * A trainer of networks whose layers form a graph.
     *
     * @param network called once for each training, maybe by several threads at once
     */
    public static Dl4jTrainer ofGraph(
            Function<? super Configuration, ? extends ComputationGraphConfiguration> network, BatchSource data) {
        Dl4jEnvironment.start();
        return new Dl4jTrainer(NetworkFunction.ofGraph(network), data, DEFAULT_BATCH);
    }

    /**
     * A trainer that trains networks further: fine-tuning. Each training has a copy of its own of the network that the function
     * gives, with its parameters and its updater's state; the network itself never changes. Frozen layers stay as they are.
     *
     * <p>Trainings with other seeds begin with the same parameters. They differ in the order of the data and in what is drawn
     * within a step, such as dropout, so replicates say less about the luck of a training than those of untrained networks.
     *
     * @param network called once for each training, maybe by several threads at once; it may give the same network always, which must not be
     *     trained meanwhile
     */
    public static Dl4jTrainer fineTuning(
            Function<? super Configuration, ? extends MultiLayerNetwork> network, BatchSource data) {
        Dl4jEnvironment.start();
        return new Dl4jTrainer(NetworkFunction.ofTrainedLayers(network), data, DEFAULT_BATCH);
    }

    /** As {@link #fineTuning}, of networks whose layers form a graph. */
    public static Dl4jTrainer fineTuningGraph(
            Function<? super Configuration, ? extends ComputationGraph> network, BatchSource data) {
        Dl4jEnvironment.start();
        return new Dl4jTrainer(NetworkFunction.ofTrainedGraph(network), data, DEFAULT_BATCH);
    }

    /**
     * The same trainer with another number of examples in a batch, where the configuration has none.
     *
     * @throws IllegalArgumentException if the data cannot give such batches
     */
    public Dl4jTrainer withBatchSize(int examples) {
        source.stepsPerEpoch(examples);
        return new Dl4jTrainer(function, source, examples);
    }

    static Dl4jTrainer named(NetworkFunction network, BatchSource data) {
        return new Dl4jTrainer(network, data, DEFAULT_BATCH);
    }

    private TrainerDescriptor describe() {
        Set<Capability> capabilities =
                EnumSet.of(Capability.SWEEP, Capability.HOLD, Capability.CHECKPOINT, Capability.CURVATURE);
        if (source.hasTest()) {
            capabilities.add(Capability.TEST);
        }
        Map<String, String> details = new TreeMap<>(Dl4jEnvironment.start().details());
        details.put("data", source.name());
        details.put("data.fingerprint", source.fingerprint());
        details.put("network", function.origin());
        plain(plan -> plan.rates().words())
                .flatMap(rates -> rates)
                .ifPresent(rates -> details.put("network.layerRates", rates));
        return new TrainerDescriptor(
                NAME,
                fingerprint(),
                source.isClassification() ? ImmutableSet.of(Evaluation.ACCURACY) : ImmutableSet.of(),
                capabilities,
                details);
    }

    /** What the function makes of the network of a plain learning rate, where it makes anything of that alone. */
    private <T> Optional<T> plain(Function<NetworkFunction.Plan, T> question) {
        try {
            return Optional.of(question.apply(function.plan().apply(PLAIN)));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private String fingerprint() {
        String whole = String.join(
                "\n",
                NAME,
                Dl4jEnvironment.start().version(),
                function.origin(),
                plain(NetworkFunction.Plan::text).orElse(""),
                Integer.toString(batchSize),
                source.fingerprint());
        return Hashing.sha256()
                .hashString(whole, StandardCharsets.UTF_8)
                .toString()
                .substring(0, 16);
    }

    @Override
    public TrainerDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public long stepsPerEpoch(Configuration configuration) {
        return source.stepsPerEpoch(batchSize(configuration));
    }

    private long batchSize(Configuration configuration) {
        return configuration.integerOr(BATCH, batchSize);
    }

    @Override
    public void check(SearchSpace space) {
        new Preflight(function, source, this::batchSize).check(space);
    }

    @Override
    public TrainingSession open(TrainingRequest request) throws TrainingException {
        return openSession(request);
    }

    @Override
    public TrainingSession resume(TrainingRequest request, byte[] checkpoint) throws TrainingException {
        Checkpoint saved = Checkpoint.read(checkpoint);
        Dl4jSession session = openSession(request);
        try {
            session.restore(saved);
        } catch (TrainingException e) {
            session.close();
            throw e;
        }
        return session;
    }

    /**
     * The gradients over the first 256 examples of a training, in its batches. Used by the thread that opens them: their
     * working memory is the thread's.
     */
    @Override
    public Gradients gradients(Configuration configuration, Seeds seeds) throws TrainingException {
        try {
            Network network = function.plan().apply(configuration).make(seeds.init());
            return NetworkGradients.of(network, source, batchSize(configuration), seeds);
        } catch (RuntimeException e) {
            throw new TrainingException(
                    "no gradients are available for (" + configuration + "): " + TrainingException.summary(e), e);
        }
    }

    private Dl4jSession openSession(TrainingRequest request) throws TrainingException {
        Configuration configuration = request.configuration();
        try {
            if (stepsPerEpoch(configuration) != request.stepsPerEpoch()) {
                throw new IllegalArgumentException("an epoch has " + stepsPerEpoch(configuration) + " steps, but "
                        + request.stepsPerEpoch() + " were asked for");
            }
            Network network = function.plan()
                    .apply(configuration)
                    .make(request.plan().seeds().init());
            return Dl4jSession.of(request, network, source, batchSize(configuration));
        } catch (RuntimeException e) {
            throw new TrainingException(
                    "no network could be made for (" + configuration + "): " + TrainingException.summary(e), e);
        }
    }
}
