package org.gradus.trainers.dl4j;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradus.core.curvature.Curvature;
import org.gradus.core.curvature.CurvatureMeter;
import org.gradus.core.curvature.UpdateRule;
import org.gradus.core.curve.LearningCurve;
import org.gradus.core.rangetest.RangeTestPlan;
import org.gradus.core.rangetest.RangeTestResult;
import org.gradus.core.rangetest.SweepRun;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.training.CancellationToken;
import org.gradus.core.training.TrainingException;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.training.WatchedSession;
import org.gradus.core.trial.Seeds;
import org.gradus.core.trial.Sweep;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialPlan;
import org.gradus.trainers.dl4j.data.BatchSource;
import org.gradus.trainers.dl4j.environment.Dl4jEnvironment;
import org.gradus.trainers.dl4j.internal.network.GraphNetwork;
import org.gradus.trainers.dl4j.internal.network.LayerNetwork;
import org.gradus.trainers.dl4j.internal.network.Network;
import org.gradus.trainers.dl4j.internal.network.RateControl;
import org.gradus.trainers.dl4j.internal.training.Dl4jSession;
import org.gradus.trainers.dl4j.internal.training.GivenBatches;
import org.gradus.trainers.dl4j.internal.training.NetworkGradients;
import org.gradus.trainers.dl4j.internal.training.OwnThread;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.adapter.MultiDataSetIteratorAdapter;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.dataset.api.iterator.MultiDataSetIterator;

/**
 * A learning-rate range test of a network as it is now, half trained maybe. The network is only read: every sweep and every
 * run at a constant rate trains a copy, in a thread of its own, so that parameters, updater state, counters, rates, listeners and the
 * caller's random numbers stay bit for bit the same in every case. Nothing else may train it meanwhile.
 *
 * <p>A swept rate is that of most layers; the others keep their ratios to it, as in a {@link Dl4jTrainer}. A schedule counts
 * with its rate of now.
 *
 * <p>Sweeps differ in the order of batches and in dropout masks. Settings are used by one thread at a time; {@link #run}
 * may be called again.
 */
public final class RangeTest {
    private static final RateRange GRADIENT_DESCENT = new RateRange(1e-6, 3);
    private static final RateRange ADAPTIVE = new RateRange(1e-7, 1);
    private static final int SWEEPS = 3;

    private final Supplier<Network> copies;
    private final IntFunction<BatchSource> data;
    private final boolean validated;
    private Optional<RateRange> rates = Optional.empty();
    private OptionalInt steps = OptionalInt.empty();
    private OptionalInt sweeps = OptionalInt.empty();
    private boolean heldOut;
    private boolean edge = true;
    private boolean curvature;
    private int batchSize = Dl4jTrainer.DEFAULT_BATCH;
    private long seed;

    /** The rates of a sweep, from the first to the last. */
    private record RateRange(double low, double high) {}

    private RangeTest(Supplier<Network> copies, IntFunction<BatchSource> data, boolean validated) {
        this.copies = copies;
        this.data = data;
        this.validated = validated;
    }

    /** A range test on the data of a trainer. */
    public static RangeTest on(MultiLayerNetwork network, BatchSource data) {
        return new RangeTest(() -> LayerNetwork.copyOf(network), steps -> data, true);
    }

    /**
     * A range test on an iterator. One batch for each step of a sweep is held in memory meanwhile. The iterator is reset
     * before and after.
     */
    public static RangeTest on(MultiLayerNetwork network, DataSetIterator data) {
        return new RangeTest(
                () -> LayerNetwork.copyOf(network), ofIterator(new MultiDataSetIteratorAdapter(data)), false);
    }

    /**
     * A range test on batches.
     *
     * @throws IllegalArgumentException if there are none
     */
    public static RangeTest on(MultiLayerNetwork network, Collection<? extends DataSet> batches) {
        return new RangeTest(() -> LayerNetwork.copyOf(network), ofBatches(batches), false);
    }

    /** A range test on the data of a trainer. */
    public static RangeTest on(ComputationGraph network, BatchSource data) {
        return new RangeTest(() -> GraphNetwork.copyOf(network), steps -> data, true);
    }

    /** A range test on an iterator; else as {@link #on(MultiLayerNetwork, DataSetIterator)}. */
    public static RangeTest on(ComputationGraph network, DataSetIterator data) {
        return on(network, new MultiDataSetIteratorAdapter(data));
    }

    /** A range test on an iterator; else as {@link #on(MultiLayerNetwork, DataSetIterator)}. */
    public static RangeTest on(ComputationGraph network, MultiDataSetIterator data) {
        return new RangeTest(() -> GraphNetwork.copyOf(network), ofIterator(data), false);
    }

    /**
     * A range test on batches.
     *
     * @throws IllegalArgumentException if there are none
     */
    public static RangeTest on(ComputationGraph network, Collection<? extends DataSet> batches) {
        return new RangeTest(() -> GraphNetwork.copyOf(network), ofBatches(batches), false);
    }

    private static IntFunction<BatchSource> ofIterator(MultiDataSetIterator iterator) {
        return steps -> GivenBatches.read(iterator, steps);
    }

    private static IntFunction<BatchSource> ofBatches(Collection<? extends DataSet> batches) {
        if (batches.isEmpty()) {
            throw new IllegalArgumentException("a range test needs at least 1 batch, but was given none");
        }
        return steps -> GivenBatches.of(batches);
    }

    /**
     * The range of the sweeps; by default 1e-6 to 3, or 1e-7 to 1 for updaters that scale each parameter, such as Adam.
     *
     * @throws IllegalArgumentException unless 0 &lt; min &lt; max
     */
    public RangeTest rates(double min, double max) {
        if (!(min > 0 && min < max && max < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a range test needs 0 < min < max < ∞, but was " + min + " to " + max);
        }
        rates = Optional.of(new RateRange(min, max));
        return this;
    }

    /** How many sweeps, at least 1; by default 3, or 2 judged by held-out data. One says nothing of its own spread. */
    public RangeTest sweeps(int number) {
        sweeps = OptionalInt.of(number);
        return this;
    }

    /** The steps of a sweep, at least 2; by default 12 a decade. */
    public RangeTest steps(int number) {
        steps = OptionalInt.of(number);
        return this;
    }

    /**
     * Judges sweeps by the validation split of the data instead of by batch losses, as Smith's range test does.
     *
     * @param number the steps of a sweep, about as many as an epoch or two have
     */
    public RangeTest heldOut(int number) {
        heldOut = true;
        return steps(number);
    }

    /** Whether short trainings at constant rates confirm the edge, which they do by default. */
    public RangeTest edge(boolean confirmed) {
        edge = confirmed;
        return this;
    }

    /** Whether the curvature of the loss, and with it the physical limit, is measured too; by default it is not. */
    public RangeTest curvature(boolean measured) {
        curvature = measured;
        return this;
    }

    /** The examples in a batch, by default 32; iterators and lists have their own. */
    public RangeTest batchSize(int examples) {
        batchSize = examples;
        return this;
    }

    /** The seed of the order of batches and of dropout; by default 0. */
    public RangeTest seed(long value) {
        seed = value;
        return this;
    }

    /**
     * Sweeps, confirms the edge by runs at constant rates, and analyses.
     *
     * @throws IllegalArgumentException if the settings or the data cannot work
     * @throws IllegalStateException if sweeps are to be judged on a validation split that the data do not have
     * @throws IllegalStateException if the network is not initialized or has no rate, or if training or the data fail
     * @throws java.util.concurrent.CancellationException if the thread is interrupted; the interrupt is kept
     */
    public RangeTestResult run() {
        Dl4jEnvironment.start();
        return OwnThread.call("gradus-range-test", this::runHere);
    }

    private RangeTestResult runHere() throws TrainingException, InterruptedException {
        RangeTestPlan plan = plan();
        BatchSource source = data.apply(plan.climb().steps());
        try {
            source.stepsPerEpoch(batchSize);
            List<SweepRun> runs = new ArrayList<>();
            for (RangeTestPlan.Next next = plan.next(runs); !next.complete(); next = plan.next(runs)) {
                runs.add(train(next, runs.size() + 1, source));
            }
            Optional<Curvature> measured = curvature ? Optional.of(measure(source)) : Optional.empty();
            double epochs = RangeTestPlan.stepsDone(runs) / (double) source.stepsPerEpoch(batchSize);
            return RangeTestResult.of(plan, runs, OptionalDouble.of(epochs), measured);
        } finally {
            if (source instanceof GivenBatches given) {
                given.close();
            }
        }
    }

    /** Refuses what cannot work, before anything is read or trained. */
    private RangeTestPlan plan() {
        if (heldOut && !validated) {
            throw new IllegalStateException("a range test judged by held-out data needs a validation split"
                    + "\nMaybe give it InMemoryData or IteratorData.");
        }
        UpdateRule rule;
        try (Network copy = copies.get()) {
            rule = RateControl.install(copy).rule(copy.iteration(), copy.epoch());
        }
        RateRange range = rates.orElse(rule.kind() == UpdateRule.Kind.ADAPTIVE ? ADAPTIVE : GRADIENT_DESCENT);
        int length = steps.orElse(RangeTestPlan.steps(range.low(), range.high()));
        RangeTestPlan usual = heldOut
                ? RangeTestPlan.heldOut(range.low(), range.high(), length)
                : RangeTestPlan.of(new Sweep(range.low(), range.high(), length), SWEEPS);
        RangeTestPlan plan = sweeps.isPresent() ? usual.withSweeps(sweeps.getAsInt()) : usual;
        return edge ? plan : plan.withoutEdge();
    }

    private SweepRun train(RangeTestPlan.Next next, int number, BatchSource source)
            throws TrainingException, InterruptedException {
        Sweep sweep = next.sweep().orElseThrow();
        Configuration configuration = Configuration.of(new LearningRate(sweep.minRate()));
        TrialPlan trial = TrialPlan.sweep(
                        new TrialId(number), configuration, sweep, seeds(number), source.stepsPerEpoch(batchSize))
                .proposedBy("range-test", next.reason());
        TrainingRequest request = new TrainingRequest(trial, sweep.schedule(), sweep.steps(), 1);
        try (WatchedSession session = new WatchedSession(
                request, Dl4jSession.of(request, copies.get(), source, batchSize), LearningCurve.empty())) {
            session.advanceTo(sweep.steps(), CancellationToken.create());
            return new SweepRun(sweep, session.curve());
        }
    }

    private Curvature measure(BatchSource source) throws InterruptedException {
        try (NetworkGradients gradients = NetworkGradients.of(copies.get(), source, batchSize, seeds(0))) {
            return CurvatureMeter.of(seed).measure(gradients);
        }
    }

    private Seeds seeds(int number) {
        return new Seeds(Seeds.mix(seed, 2L * number), Seeds.mix(seed, 2L * number + 1));
    }
}
