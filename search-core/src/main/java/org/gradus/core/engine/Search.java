package org.gradus.core.engine;

import com.google.common.collect.ImmutableSortedMap;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.execution.LocalExecutor;
import org.gradus.core.execution.TrialExecutor;
import org.gradus.core.ranking.Ranking;
import org.gradus.core.space.Condition;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.Scale;
import org.gradus.core.space.ScheduleFamily;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.store.InMemoryStudyStore;
import org.gradus.core.store.StudyStore;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.training.CheckpointStore;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainerDescriptor;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.Provenance;
import org.gradus.core.trial.StudyBudget;
import org.gradus.core.trial.StudyId;
import org.gradus.core.trial.StudyRecord;
import org.gradus.core.trial.StudyView;
import org.jspecify.annotations.Nullable;

/**
 * Describes a search and starts it. Every setting has a default but the space; what cannot work is refused by
 * {@link #start()} before anything is trained. Not thread-safe.
 */
public final class Search {
    private final Trainer trainer;
    private final SearchSpace.Builder space = SearchSpace.builder();
    private final List<StopRule> stopRules = new ArrayList<>();
    private final List<SearchListener> listeners = new ArrayList<>();
    private final Map<String, String> notes = new TreeMap<>();
    private final Set<Configuration> enqueued = new LinkedHashSet<>();
    private final List<EarlierStudy> earlierStudies = new ArrayList<>();
    private String name = "study";
    private Objective objective = Objective.minimize("validationLoss");
    private @Nullable Strategy strategy;
    private @Nullable BudgetPolicy policy;
    private @Nullable AutoPlan autoPlan;
    private @Nullable Ranking ranking;
    private ScheduleFamily schedule = ScheduleFamily.CONSTANT;
    private OptionalInt trials = OptionalInt.empty();
    private OptionalLong totalEpochs = OptionalLong.empty();
    private int epochs = 1;
    private int finalists = 3;
    private int replicates;
    private int parallelism = 1;
    private int round;
    private int recordEvery = 10;
    private long seed;
    private Optional<Configuration> baseline = Optional.empty();
    private Optional<Duration> trialTimeLimit = Optional.empty();
    private StudyStore store = new InMemoryStudyStore();
    private InstantSource clock = InstantSource.system();
    private int heldInMemory = Integer.MAX_VALUE;
    private Optional<CheckpointStore> checkpoints = Optional.empty();
    private boolean durable;
    private boolean extend;
    private Duration heartbeat = Duration.ofSeconds(10);

    private Search(Trainer trainer) {
        this.trainer = trainer;
    }

    /** A search with a trainer. */
    public static Search of(Trainer trainer) {
        return new Search(trainer);
    }

    /** Names the study in reports and stores; default {@code study}. */
    public Search named(String studyName) {
        this.name = studyName;
        return this;
    }

    /** Searches the learning rate on a log scale, both ends included. */
    public Search learningRate(double min, double max) {
        space.learningRate(min, max);
        return this;
    }

    /** Searches a real hyperparameter too. */
    public Search real(String parameter, double min, double max, Scale scale) {
        space.real(parameter, min, max, scale);
        return this;
    }

    /** Searches a whole number too, on a log scale where it is positive: sizes differ by ratios. */
    public Search integer(String parameter, long min, long max) {
        space.integer(parameter, min, max, min >= 1 ? Scale.LOG : Scale.LINEAR);
        return this;
    }

    /** Searches a choice too. */
    public Search categorical(String parameter, String... values) {
        space.categorical(parameter, values);
        return this;
    }

    /** Makes the hyperparameter added last active only under a condition. */
    public Search when(Condition condition) {
        space.when(condition);
        return this;
    }

    /** What to improve; default the lowest validation loss. */
    public Search objective(Objective value) {
        this.objective = value;
        return this;
    }

    /** Proposes the configurations; default: strategy and policy are chosen by the {@link AutoPlan} on the class path. */
    public Search strategy(Strategy value) {
        this.strategy = value;
        return this;
    }

    /** Chooses the strategy, and the policy unless that is set too. */
    public Search strategy(AutoPlan value) {
        this.autoPlan = value;
        this.strategy = null;
        return this;
    }

    /** Decides how long trials train; default every trial to its last epoch, unless the plan is automatic. */
    public Search policy(BudgetPolicy value) {
        this.policy = value;
        return this;
    }

    /** Chooses the policy, and the strategy unless that is set too. */
    public Search policy(AutoPlan value) {
        this.autoPlan = value;
        this.policy = null;
        return this;
    }

    /** How many candidates are tried, at least 1. */
    public Search trials(int value) {
        this.trials = OptionalInt.of(value);
        return this;
    }

    /** The epochs of one full training, at least 1; default 1. */
    public Search epochs(int value) {
        this.epochs = value;
        return this;
    }

    /** Proposes nothing new once so many epochs were trained in all. */
    public Search totalEpochs(long value) {
        this.totalEpochs = OptionalLong.of(value);
        return this;
    }

    /** How often each finalist is trained again with fresh seeds, 0 or more; default 0. */
    public Search replicates(int value) {
        this.replicates = value;
        return this;
    }

    /** How many of the best are trained again and tested, at least 1; default 3. */
    public Search finalists(int value) {
        this.finalists = value;
        return this;
    }

    /** How many trainings run at once, at least 1; default 1. */
    public Search parallelism(int value) {
        this.parallelism = value;
        return this;
    }

    /**
     * Asks for so many trials, awaits them all and tells them in order, so that the result does not depend on
     * parallelism; default 0: every report is told as it comes.
     */
    public Search round(int value) {
        this.round = value;
        return this;
    }

    /** Everything random follows from this; default 0. */
    public Search seed(long value) {
        this.seed = value;
        return this;
    }

    /** How the rate changes during a training; default not at all. */
    public Search schedule(ScheduleFamily value) {
        this.schedule = value;
        return this;
    }

    /** A configuration, such as the optimizer's default rate, that the winner is compared with. */
    public Search baseline(Configuration value) {
        this.baseline = Optional.of(value);
        return this;
    }

    /**
     * Tries known good configurations first, in this order, before the strategy is asked; they count as trials. One given
     * twice is tried once. The search is refused if one does not belong to its space.
     */
    public Search enqueue(Configuration... known) {
        enqueued.addAll(List.of(known));
        return this;
    }

    /**
     * Learns from an earlier study of the same parameters: its best are tried first, after what is enqueued, and strategies
     * that can prefer what was good in it, less and less as trials come in. Ranges may differ, the parameters may not. More
     * studies are given one by one.
     */
    public Search learningFrom(StudyResult earlier) {
        return learningFrom(earlier.study().id().value(), earlier.view());
    }

    /** As {@link #learningFrom(StudyResult)}, of a study under whatever name. */
    public Search learningFrom(String study, StudyView earlier) {
        earlierStudies.add(new EarlierStudy(study, earlier));
        return this;
    }

    /** Ends the search early; its finalists are still trained again. */
    public Search stopWhen(StopRule rule) {
        stopRules.add(rule);
        return this;
    }

    /** Gives up a trial that trains longer, wall clock; it is listed as failed. */
    public Search trialTimeLimit(Duration value) {
        this.trialTimeLimit = Optional.of(value);
        return this;
    }

    /** Records a point of the curve every so many steps, at least 1; default 10. */
    public Search recordEvery(int value) {
        this.recordEvery = value;
        return this;
    }

    /** Watches the search. */
    public Search listener(SearchListener value) {
        listeners.add(value);
        return this;
    }

    /** Puts the candidates in order; default the {@link Ranking} on the class path, or else the plain one. */
    public Search ranking(Ranking value) {
        this.ranking = value;
        return this;
    }

    /**
     * Keeps the events; default in memory. Where the store has a study of this name already, it goes on as if it had never
     * been interrupted; it is refused if it was begun in another way.
     */
    public Search store(StudyStore value) {
        this.store = value;
        return this;
    }

    /**
     * Keeps at most so many models in memory beside those in training, and the others in a store, from where they go on
     * as if they had been kept; default all in memory.
     *
     * @param sessions at least 0
     */
    public Search heldInMemory(int sessions, CheckpointStore others) {
        this.heldInMemory = sessions;
        this.checkpoints = Optional.of(others);
        return this;
    }

    /**
     * Saves the model of each trial at the end of each of its segments, so that a study that goes on in another process
     * does not train its held trials again; default not at all. Goes with {@link #heldInMemory} if the store is the same.
     */
    public Search savingModels(CheckpointStore models) {
        this.checkpoints = Optional.of(models);
        this.durable = true;
        return this;
    }

    /**
     * How often this process says that it lives, where several work on one study; one that has not for twice as long is taken
     * for dead, and its trials are trained by others. Positive; default 10 seconds.
     */
    public Search heartbeat(Duration value) {
        this.heartbeat = value;
        return this;
    }

    /** Lets a study that its store has go on with more trials or epochs than before; default refused. */
    public Search extend() {
        this.extend = true;
        return this;
    }

    /** Notes something about the run in its provenance: the data set, a commit, a command line. */
    public Search note(String key, String value) {
        notes.put(key, value);
        return this;
    }

    /** Tells the time; default the system's. */
    public Search clock(InstantSource value) {
        this.clock = value;
        return this;
    }

    /**
     * Runs the search to its end.
     *
     * @throws IllegalArgumentException if a setting is out of its range
     * @throws IllegalStateException if the settings do not fit together
     */
    public StudyResult run() {
        return start().await();
    }

    /**
     * Starts the search in a thread of its own.
     *
     * @throws IllegalArgumentException if a setting is out of its range
     * @throws IllegalStateException if the settings do not fit together
     */
    public RunningSearch start() {
        SearchSpace searched = space.build();
        StudyBudget budget = new StudyBudget(trials, epochs, totalEpochs);
        requireSensible();
        // What is chosen by the budget stays as it was when the study was begun, even if it is extended.
        StudyBudget first =
                store.find(new StudyId(name)).map(StudyRecord::budget).orElse(budget);
        SearchPlan plan = Plans.choose(
                new UserChoice(Optional.ofNullable(strategy), Optional.ofNullable(policy)),
                Optional.ofNullable(autoPlan),
                searched,
                first,
                trainer.descriptor());
        Plans.check(plan, trainer.descriptor(), objective, searched);
        trainer.check(searched);
        StudyRecord study = new StudyRecord(
                new StudyId(name),
                searched,
                objective,
                budget,
                settings(plan),
                provenance(),
                new WarmStarts(searched, objective, first).of(enqueued, earlierStudies));
        SearchSettings settings = new SearchSettings(
                plan,
                schedule,
                ranking == null ? Plans.defaultRanking() : ranking,
                stopRules,
                listeners,
                round,
                trialTimeLimit,
                store,
                checkpoints.filter(models -> durable),
                heartbeat,
                clock);
        TrialExecutor executor = executor();
        Continuation continuation = Continuation.of(store, study, extend, Heartbeat.lease(heartbeat));
        return RunningSearch.start(new SearchEngine(continuation, trainer, executor, settings));
    }

    private TrialExecutor executor() {
        if (durable) {
            return LocalExecutor.saving(trainer, parallelism, checkpoints.orElseThrow(), heldInMemory);
        }
        return checkpoints
                .map(models -> new LocalExecutor(trainer, parallelism, models, heldInMemory))
                .orElseGet(() -> new LocalExecutor(trainer, parallelism));
    }

    private void requireSensible() {
        if (trials.isEmpty() && totalEpochs.isEmpty() && stopRules.isEmpty()) {
            throw new IllegalStateException("the search has no end\nMaybe trials(n) was not called.");
        }
        if (round < 0) {
            throw new IllegalArgumentException("round must be 0 or more, but was " + round);
        }
        if (heartbeat.compareTo(Duration.ofMillis(1)) < 0) {
            throw new IllegalArgumentException("a heartbeat must last at least a millisecond, but was " + heartbeat);
        }
        trialTimeLimit.filter(limit -> limit.isZero() || limit.isNegative()).ifPresent(limit -> {
            throw new IllegalArgumentException("the time limit of a trial must be positive, but was " + limit);
        });
    }

    private StudyRecord.Settings settings(SearchPlan plan) {
        return new StudyRecord.Settings(
                plan.strategy().name(),
                plan.policy().name(),
                plan.reason(),
                schedule.name(),
                seed,
                finalists,
                replicates,
                recordEvery,
                baseline);
    }

    private Provenance provenance() {
        TrainerDescriptor descriptor = trainer.descriptor();
        Map<String, String> details = new TreeMap<>(descriptor.details());
        details.put("started", clock.instant().toString());
        details.put("parallelism", Integer.toString(parallelism));
        details.put("round", round == 0 ? "none" : Integer.toString(round));
        details.putAll(Machine.details());
        details.putAll(notes);
        return new Provenance(descriptor.name(), descriptor.fingerprint(), ImmutableSortedMap.copyOf(details));
    }
}
