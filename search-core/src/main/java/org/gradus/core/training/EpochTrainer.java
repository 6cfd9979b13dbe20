package org.gradus.core.training;

import com.google.common.collect.ImmutableSet;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.internal.Texts;
import org.gradus.core.trial.Capability;
import org.gradus.core.trial.Seeds;
import org.jspecify.annotations.Nullable;

/**
 * A trainer made of a function from a configuration to a {@link Model} that trains one epoch at a time:
 *
 * <pre>{@code
 * Search.of(EpochTrainer.of("digits", Network::new).metrics("accuracy"))    // new Network(configuration, seeds)
 * }</pre>
 *
 * <p>Its trials can be held and continued, because a held model stays in memory. A loss that is NaN or infinite ends a trial as
 * diverged, and a cancelled search ends between two epochs. The rate of an epoch is that of the search's schedule, which
 * counts each epoch as one step; so it cannot follow a sweep of the rate. {@link #test} adds a test split, {@link
 * #checkpoints} models that are saved. Immutable and thread-safe; parallel trials have a model each, and their threads call
 * the function at the same time.
 *
 * @param <M> the model
 */
public final class EpochTrainer<M extends EpochTrainer.Model> implements Trainer {
    private final String name;
    private final String fingerprint;
    private final Set<String> metrics;
    private final Factory<M> factory;
    private final Optional<Test<M>> test;
    private final Optional<Checkpoints<M>> checkpoints;

    private EpochTrainer(
            String name,
            String fingerprint,
            Set<String> metrics,
            Factory<M> factory,
            Optional<Test<M>> test,
            Optional<Checkpoints<M>> checkpoints) {
        this.name = requireText("the name of a trainer", name);
        this.fingerprint = requireText("the fingerprint of trainer '" + name + "'", fingerprint);
        this.metrics = ImmutableSet.copyOf(metrics);
        this.factory = factory;
        this.test = test;
        this.checkpoints = checkpoints;
    }

    /** One model in training. Used by one thread at a time, and shares no state that changes with other models. */
    public interface Model extends AutoCloseable {
        /**
         * Trains one epoch.
         *
         * @param epoch counted from 1, each called once and in order
         * @param learningRate of this epoch, from the schedule of the search; 1 if no rate is searched
         * @return the mean training loss of the epoch; NaN or infinite if training diverged
         * @throws Exception if training cannot go on, which fails the trial
         */
        double trainEpoch(int epoch, double learningRate) throws Exception;

        /**
         * Evaluates the model on the validation split, also before the first epoch, and changes nothing in it.
         *
         * @return the loss, NaN or infinite if training diverged, and the declared metrics
         * @throws Exception if that is not possible, which fails the trial
         */
        Evaluation validate() throws Exception;

        /** Frees what the model holds; by default nothing. */
        @Override
        default void close() {}
    }

    /** Makes an untrained model. */
    @FunctionalInterface
    public interface Factory<M> {
        /**
         * Makes a model; equal arguments give models of equal curves.
         *
         * @param configuration what to train
         * @param seeds of everything random: the initial parameters and the order of the examples
         * @throws Exception if that is not possible, which fails the trial
         */
        M create(Configuration configuration, Seeds seeds) throws Exception;
    }

    /** Evaluates a model on the test split. */
    @FunctionalInterface
    public interface Test<M> {
        /** The loss and the declared metrics of a model that this does not change. */
        Evaluation evaluate(M model) throws Exception;
    }

    /** Turns a model into bytes. */
    @FunctionalInterface
    public interface Save<M> {
        /** Everything that later epochs depend on: parameters, optimizer state, random state. */
        byte[] save(M model) throws Exception;
    }

    /** Turns a new model into one that was saved. */
    @FunctionalInterface
    public interface Load<M> {
        /** Loads the bytes into an untrained model of the same configuration and seeds. */
        void load(M model, byte[] saved) throws Exception;
    }

    record Checkpoints<M>(Save<M> save, Load<M> load) {}

    /**
     * A trainer whose models measure the loss alone. It is known to this process alone; a {@link TrainerProvider} of yours can
     * make one that has a name.
     *
     * @param name as in reports, such as {@code digits}; also its fingerprint, until {@link #fingerprint} sets another
     * @param factory called once for each trial, by several threads at the same time
     */
    public static <M extends Model> EpochTrainer<M> of(String name, Factory<M> factory) {
        return new EpochTrainer<>(name, name, Set.of(), factory, Optional.empty(), Optional.empty());
    }

    /** The same with models whose every evaluation has exactly these metrics beside the loss, such as {@code accuracy}. */
    public EpochTrainer<M> metrics(String... names) {
        for (String metric : names) {
            requireText("the name of a metric of trainer '" + name + "'", metric);
        }
        return new EpochTrainer<>(name, fingerprint, ImmutableSet.copyOf(names), factory, test, checkpoints);
    }

    /**
     * The same with another fingerprint. It changes whenever the model's code or data change, so that a stored study is not
     * continued with curves that do not belong to it.
     *
     * @param text such as {@code digits, data of May, version 2}
     */
    public EpochTrainer<M> fingerprint(String text) {
        return new EpochTrainer<>(name, text, metrics, factory, test, checkpoints);
    }

    /** The same with a test split, on which finalists are evaluated once. */
    public EpochTrainer<M> test(Test<M> onTest) {
        return new EpochTrainer<>(name, fingerprint, metrics, factory, Optional.of(onTest), checkpoints);
    }

    /** The same with models that can be saved, so that a stored study continues them after a crash or in another process. */
    public EpochTrainer<M> checkpoints(Save<M> save, Load<M> load) {
        return new EpochTrainer<>(
                name, fingerprint, metrics, factory, test, Optional.of(new Checkpoints<>(save, load)));
    }

    @Override
    public TrainerDescriptor descriptor() {
        Set<Capability> capabilities = EnumSet.of(Capability.HOLD);
        test.ifPresent(t -> capabilities.add(Capability.TEST));
        checkpoints.ifPresent(c -> capabilities.add(Capability.CHECKPOINT));
        return new TrainerDescriptor(name, fingerprint, metrics, capabilities, Map.of());
    }

    /** One: an epoch is the step that schedules and curves count. */
    @Override
    public long stepsPerEpoch(Configuration configuration) {
        return 1;
    }

    @Override
    public TrainingSession open(TrainingRequest request) throws TrainingException {
        return new EpochSession<>(this, request, create(request), 0);
    }

    @Override
    public TrainingSession resume(TrainingRequest request, byte[] checkpoint) throws TrainingException {
        if (checkpoints.isEmpty()) {
            throw new UnsupportedOperationException("trainer '" + name + "' cannot resume from a checkpoint"
                    + "\nMaybe call EpochTrainer.checkpoints(save, load).");
        }
        EpochCheckpoint saved = EpochCheckpoint.read(this, request, checkpoint);
        M model = create(request);
        try {
            UserCode.run("load a checkpoint", () -> {
                checkpoints.get().load().load(model, saved.model());
                return saved;
            });
            return new EpochSession<>(this, request, model, saved.epoch());
        } catch (TrainingException | RuntimeException | Error e) {
            model.close();
            throw e;
        }
    }

    private M create(TrainingRequest request) throws TrainingException {
        if (request.isSweep()) {
            throw new TrainingException("trainer '" + name + "' cannot " + Capability.SWEEP.words()
                    + ", because its rate changes only between epochs");
        }
        @Nullable
        M model = UserCode.run(
                "make a model",
                () -> factory.create(request.configuration(), request.plan().seeds()));
        if (model == null) {
            throw new TrainingException("trainer '" + name + "' made no model for (" + request.configuration() + ")");
        }
        return model;
    }

    Optional<Test<M>> testing() {
        return test;
    }

    Optional<Checkpoints<M>> saving() {
        return checkpoints;
    }

    private static String requireText(String what, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(what + " must not be blank, but was '" + text + "'");
        }
        return Texts.requireName(what, text);
    }
}
