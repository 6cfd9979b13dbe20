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
import org.gradus.core.study.StudyView;
import org.gradus.core.training.CheckpointStore;
import org.gradus.core.training.Trainer;
import org.gradus.core.trial.Objective;

/**
 * Describes a search and starts it. Every setting has a default but the space; what cannot work is refused by
 * {@link #start()} before anything is trained. Not thread-safe.
 *
 * <pre>{@code
 * StudyResult result = Search.of(trainer)
 *         .learningRate(1e-5, 1.0)
 *         .objective(Objective.maximize("validationAccuracy"))
 *         .trials(16)
 *         .epochs(5)
 *         .replicates(3)
 *         .seed(42)
 *         .run();
 * System.out.println(result.best().learningRate());
 * }</pre>
 */
public final class Search {
    private final SearchSettings settings;

    private Search(SearchSettings settings) {
        this.settings = settings;
    }

    /** A search with a trainer. */
    public static Search of(Trainer trainer) {
        return new Search(new SearchSettings(trainer, InstantSource.system()));
    }

    /** Names the study in reports and stores; default {@code study}. */
    public Search named(String studyName) {
        settings.name = studyName;
        return this;
    }

    /** Searches the learning rate on a log scale, both ends included. */
    public Search learningRate(double min, double max) {
        settings.space.learningRate(min, max);
        return this;
    }

    /** Searches a real hyperparameter too. */
    public Search real(String parameter, double min, double max, Scale scale) {
        settings.space.real(parameter, min, max, scale);
        return this;
    }

    /** Searches a whole number too, on a log scale where it is positive: sizes differ by ratios. */
    public Search integer(String parameter, long min, long max) {
        settings.space.integer(parameter, min, max, min >= 1 ? Scale.LOG : Scale.LINEAR);
        return this;
    }

    /** Searches a choice too. */
    public Search categorical(String parameter, String... values) {
        settings.space.categorical(parameter, values);
        return this;
    }

    /** Makes the hyperparameter added last active only under a condition. */
    public Search when(Condition condition) {
        settings.space.when(condition);
        return this;
    }

    /** What to improve; default the lowest validation loss. */
    public Search objective(Objective value) {
        settings.objective = value;
        return this;
    }

    /** Proposes the configurations; default: the automatic plan of the {@link Catalogue} on the class path chooses. */
    public Search strategy(Strategy value) {
        settings.strategy = Optional.of(value);
        return this;
    }

    /** Chooses the strategy, and the policy unless that is set; in place of the plan on the class path. */
    public Search strategy(AutoPlan value) {
        settings.automaticPlan = Optional.of(value);
        settings.strategy = Optional.empty();
        return this;
    }

    /** Decides how long trials train; default: the automatic plan chooses, or every trial trains to its last epoch. */
    public Search policy(BudgetPolicy value) {
        settings.policy = Optional.of(value);
        return this;
    }

    /** How many candidates are tried, at least 1. */
    public Search trials(int value) {
        settings.trials = OptionalInt.of(value);
        return this;
    }

    /** The epochs of one full training, at least 1; default 1. */
    public Search epochs(int value) {
        settings.epochs = value;
        return this;
    }

    /** The epochs of all trainings together, at least 1: once they are spent, nothing new is begun. */
    public Search totalEpochs(long value) {
        settings.totalEpochs = OptionalLong.of(value);
        return this;
    }

    /** How often each finalist is trained again with fresh seeds, 0 or more; default 0. */
    public Search replicates(int value) {
        settings.recorded.replicates(value);
        return this;
    }

    /** How many of the best are trained again and tested, at least 1; default 3. */
    public Search finalists(int value) {
        settings.recorded.finalists(value);
        return this;
    }

    /** How many trainings run at once, at least 1; default 1. */
    public Search parallelism(int value) {
        settings.parallelism = value;
        return this;
    }

    /**
     * Begins n trials together and decides nothing before all are reported, so that the result depends neither on parallelism,
     * speed and interruptions nor on the number of workers; default 0: every report counts as it comes.
     */
    public Search round(int value) {
        settings.recorded.round(value);
        return this;
    }

    /** Everything random follows from this; default 0. */
    public Search seed(long value) {
        settings.recorded.seed(value);
        return this;
    }

    /** How the rate changes during a training; default not at all. */
    public Search schedule(ScheduleFamily value) {
        settings.schedule = value;
        return this;
    }

    /** A configuration, such as the optimizer's default rate, that the winner is compared with. */
    public Search baseline(Configuration value) {
        settings.recorded.baseline(value);
        return this;
    }

    /** Tries known good configurations of the space first, in this order, each once; they count as trials. */
    public Search enqueue(Configuration... known) {
        settings.enqueued.addAll(List.of(known));
        return this;
    }

    /**
     * Learns from an earlier study of the same parameters, whose ranges may differ: its best are tried after what is enqueued,
     * and strategies may prefer what was good in it, less and less as trials come in. May be called several times.
     */
    public Search learningFrom(StudyResult earlier) {
        return learningFrom(earlier.study().id().value(), earlier.view());
    }

    /** As {@link #learningFrom(StudyResult)}, under a name of its own. */
    public Search learningFrom(String study, StudyView earlier) {
        settings.earlierStudies.add(new EarlierStudy(study, earlier));
        return this;
    }

    /** Ends the search early; its finalists are still trained again. */
    public Search stopWhen(StopRule rule) {
        settings.stopRules.add(rule);
        return this;
    }

    /** Gives up a trial that trains longer, wall clock; it is listed as failed. */
    public Search trialTimeLimit(Duration value) {
        settings.trialTimeLimit = Optional.of(value);
        return this;
    }

    /** The number of steps from one recorded point of a curve to the next, at least 1; default 10. */
    public Search recordEvery(int value) {
        settings.recorded.recordEvery(value);
        return this;
    }

    public Search listener(SearchListener value) {
        settings.listeners.add(value);
        return this;
    }

    /** Puts the candidates in order; default {@link org.gradus.core.ranking.GeneralizationRanking}. */
    public Search ranking(Ranking value) {
        settings.ranking = value;
        return this;
    }

    /** Keeps the events; default in memory. A study of this name that is there goes on, if it was begun in the same way. */
    public Search store(StudyStore value) {
        settings.store = study -> OpenedStore.of(value);
        return this;
    }

    /**
     * Keeps the study and the models of its trials in a file, an SQLite database that is made if it does not exist: run
     * again, the search goes on as if it had never been interrupted.
     */
    public Search store(Path file) {
        settings.store = study -> OpenedStore.own(StudyStores.open(file), study);
        return this;
    }

    /** As {@link #store(Path)}, under an address that {@link StudyStores#open(String)} takes. */
    public Search store(String address) {
        settings.store = study -> OpenedStore.own(StudyStores.open(address), study);
        return this;
    }

    /**
     * Where models of trials go. In a search whose study is kept, each model is saved here at the end of each segment, so that
     * another process does not train held trials again; else only those beyond {@link #heldInMemory}. Default: beside the
     * study, if that is in a file or under an address, else nowhere.
     */
    public Search models(CheckpointStore value) {
        settings.models = Optional.of(value);
        return this;
    }

    /** The number of models in memory beside those in training, 0 or more, default all; others go where {@link #models} says. */
    public Search heldInMemory(int sessions) {
        settings.heldInMemory = OptionalInt.of(sessions);
        return this;
    }

    /** Where several work on one study, a worker without a sign of life for two such periods is presumed dead; default 10 s. */
    public Search heartbeat(Duration value) {
        settings.heartbeat = value;
        return this;
    }

    /** Lets a stored study go on with more trials or epochs or other stop rules than before; default refused. */
    public Search extend() {
        settings.extend = true;
        return this;
    }

    /** Notes something about the run in its provenance: the data set, a commit, a command line. Secrets are taken out. */
    public Search note(String key, String value) {
        settings.notes.put(key, Secrets.withoutSecrets(value));
        return this;
    }

    /** Notes a figure in its provenance. */
    public Search note(String key, double value) {
        settings.figures.put(key, value);
        return this;
    }

    /** Tells the time; default the system's. */
    public Search clock(InstantSource value) {
        settings.clock = value;
        return this;
    }

    /** Runs the search to its end; refuses what {@link #start} refuses. */
    public StudyResult run() {
        return start().await();
    }

    /**
     * Starts the search in a thread of its own.
     *
     * @throws IllegalArgumentException if a setting is out of its range
     * @throws IllegalStateException if the settings do not fit together, or the store has a study of this name that was
     *     begun in another way
     * @throws org.gradus.core.study.SearchException if the store cannot be used
     */
    public RunningSearch start() {
        return new SearchStarter(settings).start();
    }
}
