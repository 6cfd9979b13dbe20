package org.gradus.core.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.ranking.Ranking;
import org.gradus.core.space.Condition;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.Scale;
import org.gradus.core.space.ScheduleFamily;
import org.gradus.core.store.Secrets;
import org.gradus.core.store.StudyStore;
import org.gradus.core.store.jdbc.StudyStores;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.training.CheckpointStore;
import org.gradus.core.training.Trainer;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.StudyView;

/**
 * Describes a search and starts it. Every setting has a default but the space; what cannot work is refused by
 * {@link #start()} before anything is trained. Not thread-safe.
 */
public final class Search {
    private final SearchTerms terms;

    private Search(SearchTerms terms) {
        this.terms = terms;
    }

    /** A search with a trainer. */
    public static Search of(Trainer trainer) {
        return new Search(new SearchTerms(trainer, InstantSource.system()));
    }

    /** Names the study in reports and stores; default {@code study}. */
    public Search named(String studyName) {
        terms.name = studyName;
        return this;
    }

    /** Searches the learning rate on a log scale, both ends included. */
    public Search learningRate(double min, double max) {
        terms.space.learningRate(min, max);
        return this;
    }

    /** Searches a real hyperparameter too. */
    public Search real(String parameter, double min, double max, Scale scale) {
        terms.space.real(parameter, min, max, scale);
        return this;
    }

    /** Searches a whole number too, on a log scale where it is positive: sizes differ by ratios. */
    public Search integer(String parameter, long min, long max) {
        terms.space.integer(parameter, min, max, min >= 1 ? Scale.LOG : Scale.LINEAR);
        return this;
    }

    /** Searches a choice too. */
    public Search categorical(String parameter, String... values) {
        terms.space.categorical(parameter, values);
        return this;
    }

    /** Makes the hyperparameter added last active only under a condition. */
    public Search when(Condition condition) {
        terms.space.when(condition);
        return this;
    }

    /** What to improve; default the lowest validation loss. */
    public Search objective(Objective value) {
        terms.objective = value;
        return this;
    }

    /** Proposes the configurations; default: strategy and policy are chosen by the {@link AutoPlan} on the class path. */
    public Search strategy(Strategy value) {
        terms.strategy = value;
        return this;
    }

    /** Chooses the strategy, and the policy unless that is set too. */
    public Search strategy(AutoPlan value) {
        terms.autoPlan = value;
        terms.strategy = null;
        return this;
    }

    /** Decides how long trials train; default every trial to its last epoch, unless the plan is automatic. */
    public Search policy(BudgetPolicy value) {
        terms.policy = value;
        return this;
    }

    /** Chooses the policy, and the strategy unless that is set too. */
    public Search policy(AutoPlan value) {
        terms.autoPlan = value;
        terms.policy = null;
        return this;
    }

    /** How many candidates are tried, at least 1. */
    public Search trials(int value) {
        terms.trials = OptionalInt.of(value);
        return this;
    }

    /** The epochs of one full training, at least 1; default 1. */
    public Search epochs(int value) {
        terms.epochs = value;
        return this;
    }

    /** Proposes nothing new once so many epochs were trained in all. */
    public Search totalEpochs(long value) {
        terms.totalEpochs = OptionalLong.of(value);
        return this;
    }

    /** How often each finalist is trained again with fresh seeds, 0 or more; default 0. */
    public Search replicates(int value) {
        terms.replicates = value;
        return this;
    }

    /** How many of the best are trained again and tested, at least 1; default 3. */
    public Search finalists(int value) {
        terms.finalists = value;
        return this;
    }

    /** How many trainings run at once, at least 1; default 1. */
    public Search parallelism(int value) {
        terms.parallelism = value;
        return this;
    }

    /**
     * Begins n trials together and decides nothing before all of them have been reported, so that the result does not depend
     * on parallelism, on which training is the fastest, on interruptions, or on the number of workers that share the study;
     * default 0: every report counts as it comes. At most n trainings run at once.
     */
    public Search round(int value) {
        terms.round = value;
        return this;
    }

    /** Everything random follows from this; default 0. */
    public Search seed(long value) {
        terms.seed = value;
        return this;
    }

    /** How the rate changes during a training; default not at all. */
    public Search schedule(ScheduleFamily value) {
        terms.schedule = value;
        return this;
    }

    /** A configuration, such as the optimizer's default rate, that the winner is compared with. */
    public Search baseline(Configuration value) {
        terms.baseline = Optional.of(value);
        return this;
    }

    /**
     * Tries known good configurations first, in this order, before the strategy is asked; they count as trials. One given
     * twice is tried once. The search is refused if one does not belong to its space.
     */
    public Search enqueue(Configuration... known) {
        terms.enqueued.addAll(List.of(known));
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
        terms.earlierStudies.add(new EarlierStudy(study, earlier));
        return this;
    }

    /** Ends the search early; its finalists are still trained again. */
    public Search stopWhen(StopRule rule) {
        terms.stopRules.add(rule);
        return this;
    }

    /** Gives up a trial that trains longer, wall clock; it is listed as failed. */
    public Search trialTimeLimit(Duration value) {
        terms.trialTimeLimit = Optional.of(value);
        return this;
    }

    /** Records a point of the curve every so many steps, at least 1; default 10. */
    public Search recordEvery(int value) {
        terms.recordEvery = value;
        return this;
    }

    /** Watches the search. */
    public Search listener(SearchListener value) {
        terms.listeners.add(value);
        return this;
    }

    /** Puts the candidates in order; default {@link org.gradus.core.ranking.GeneralizationRanking}. */
    public Search ranking(Ranking value) {
        terms.ranking = value;
        return this;
    }

    /**
     * Keeps the events; default in memory. Where the store has a study of this name already, it goes on as if it had never
     * been interrupted; it is refused if it was begun in another way.
     */
    public Search store(StudyStore value) {
        terms.store = value;
        terms.open = null;
        return this;
    }

    /**
     * Keeps at most so many models in memory beside those in training, and the others in a store, from where they go on
     * as if they had been kept; default all in memory.
     *
     * @param sessions at least 0
     */
    public Search heldInMemory(int sessions, CheckpointStore others) {
        terms.heldInMemory = sessions;
        terms.checkpoints = Optional.of(others);
        return this;
    }

    /**
     * Keeps the study in a file, the models of its trials included: run again, it goes on as if it had never been interrupted.
     *
     * @param file an SQLite database, made if it is not there
     */
    public Search store(Path file) {
        terms.open = () -> StudyStores.open(file);
        return this;
    }

    /**
     * As {@link #store(Path)}, under an address.
     *
     * @param address a file, or what {@link StudyStores#open(String)} takes else
     */
    public Search store(String address) {
        terms.open = () -> StudyStores.open(address);
        return this;
    }

    /**
     * Saves the model of each trial at the end of each of its segments, so that a study that goes on in another process
     * does not train its held trials again; default not at all. Goes with {@link #heldInMemory} if the store is the same.
     */
    public Search savingModels(CheckpointStore models) {
        terms.checkpoints = Optional.of(models);
        terms.durable = true;
        return this;
    }

    /**
     * How often this process says that it lives, where several work on one study; one that has not for twice as long is taken
     * for dead, and its trials are trained by others. Positive; default 10 seconds.
     */
    public Search heartbeat(Duration value) {
        terms.heartbeat = value;
        return this;
    }

    /** Lets a study that its store has go on with more trials or epochs than before; default refused. */
    public Search extend() {
        terms.extend = true;
        return this;
    }

    /** Notes something about the run in its provenance: the data set, a commit, a command line. Secrets are taken out. */
    public Search note(String key, String value) {
        terms.notes.put(key, Secrets.withoutSecrets(value));
        return this;
    }

    /** Notes a figure in its provenance. */
    public Search note(String key, double value) {
        terms.figures.put(key, value);
        return this;
    }

    /** Tells the time; default the system's. */
    public Search clock(InstantSource value) {
        terms.clock = value;
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
     * @throws IllegalStateException if the settings do not fit together, or the store has a study of this name that was
     *     begun in another way
     * @throws org.gradus.core.trial.SearchException if the store cannot be used
     */
    public RunningSearch start() {
        return terms.start();
    }
}
