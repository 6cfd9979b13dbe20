package org.gradus.core.engine;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.ranking.Ranking;
import org.gradus.core.space.Condition;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.Scale;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.store.Secrets;
import org.gradus.core.store.StudyStore;
import org.gradus.core.store.jdbc.StudyStores;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.study.StudyView;
import org.gradus.core.trial.Objective;

/**
 * What is said in the same way of a search with a trainer and of one whose trainings the caller does. Not thread-safe.
 *
 * @param <S> the description itself
 */
abstract class SearchDescription<S extends SearchDescription<S>> {
    final SearchSettings settings;

    SearchDescription(SearchSettings settings) {
        this.settings = settings;
    }

    abstract S self();

    /** Names the study in reports and stores; default {@code study}. */
    public S named(String studyName) {
        settings.name = studyName;
        return self();
    }

    /** Searches all parameters of a space, after those that were added before. */
    public S space(SearchSpace value) {
        settings.space.addAll(value);
        return self();
    }

    /** Searches the learning rate on a log scale, both ends included. */
    public S learningRate(double min, double max) {
        settings.space.learningRate(min, max);
        return self();
    }

    /** Searches a real hyperparameter too. */
    public S real(String parameter, double min, double max, Scale scale) {
        settings.space.real(parameter, min, max, scale);
        return self();
    }

    /** Searches a whole number too, on a log scale where it is positive: sizes differ by ratios. */
    public S integer(String parameter, long min, long max) {
        return integer(parameter, min, max, min >= 1 ? Scale.LOG : Scale.LINEAR);
    }

    /** Searches a whole number too. */
    public S integer(String parameter, long min, long max, Scale scale) {
        settings.space.integer(parameter, min, max, scale);
        return self();
    }

    /** Searches a choice too. */
    public S categorical(String parameter, String... values) {
        settings.space.categorical(parameter, values);
        return self();
    }

    /** Makes the hyperparameter added last active only under a condition. */
    public S when(Condition condition) {
        settings.space.when(condition);
        return self();
    }

    /** What to improve; default the lowest validation loss. */
    public S objective(Objective value) {
        settings.objective = value;
        return self();
    }

    /** Proposes the configurations; default: the automatic plan of the {@link Catalogue} on the class path chooses. */
    public S strategy(Strategy value) {
        settings.strategy = Optional.of(value);
        return self();
    }

    /** Chooses the strategy, and the policy unless that is set; in place of the plan on the class path. */
    public S strategy(AutoPlan value) {
        settings.automaticPlan = Optional.of(value);
        settings.strategy = Optional.empty();
        return self();
    }

    /** Decides how long trials train; default: the automatic plan chooses, or every trial trains to its last epoch. */
    public S policy(BudgetPolicy value) {
        settings.policy = Optional.of(value);
        return self();
    }

    /** How many candidates are tried, at least 1. */
    public S trials(int value) {
        settings.trials = OptionalInt.of(value);
        return self();
    }

    /** The epochs of one full training, at least 1; default 1. */
    public S epochs(int value) {
        settings.epochs = value;
        return self();
    }

    /** The epochs of all trainings together, at least 1: once they are spent, nothing new is begun. */
    public S totalEpochs(long value) {
        settings.totalEpochs = epochs -> OptionalLong.of(value);
        return self();
    }

    /**
     * As {@link #totalEpochs}, in units of full trainings, whose epochs {@link #epochs} says: {@code fullTrainings(10)} pays for ten,
     * or for more trainings that are stopped early. The later of the two calls counts.
     *
     * @param value at least 1; a fraction is rounded to epochs
     */
    public S fullTrainings(double value) {
        if (!(value >= 1 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("full trainings must be at least 1 and finite, but were " + value);
        }
        settings.totalEpochs = epochs -> OptionalLong.of(Math.round(value * epochs));
        return self();
    }

    /** How often each finalist is trained again with fresh seeds, 0 or more; default 0. */
    public S replicates(int value) {
        settings.recorded.replicates(value);
        return self();
    }

    /** How many of the best are trained again and tested, at least 1; default 3. */
    public S finalists(int value) {
        settings.recorded.finalists(value);
        return self();
    }

    /** Everything random follows from this; default 0. */
    public S seed(long value) {
        settings.recorded.seed(value);
        return self();
    }

    /** A configuration, such as the optimizer's default rate, that the winner is compared with. */
    public S baseline(Configuration value) {
        settings.recorded.baseline(value);
        return self();
    }

    /** Tries known good configurations of the space first, in this order, each once; they count as trials. */
    public S enqueue(Configuration... known) {
        settings.enqueued.addAll(List.of(known));
        return self();
    }

    /**
     * Learns from an earlier study of the same parameters, whose ranges may differ: its best are tried after what is enqueued,
     * and strategies may prefer what was good in it, less and less as trials come in. May be called several times.
     */
    public S learningFrom(StudyResult earlier) {
        return learningFrom(earlier.study().id().value(), earlier.view());
    }

    /** As {@link #learningFrom(StudyResult)}, under a name of its own. */
    public S learningFrom(String study, StudyView earlier) {
        settings.earlierStudies.add(new EarlierStudy(study, earlier));
        return self();
    }

    /** Ends the search early; its finalists are still trained again. */
    public S stopWhen(StopRule rule) {
        settings.stopRules.add(rule);
        return self();
    }

    public S listener(SearchListener value) {
        settings.listeners.add(value);
        return self();
    }

    /**
     * Prints a line to {@link System#err} when the search begins, and one for each trial that ends or reaches a milestone: how it
     * went, the best so far, and the epochs spent.
     */
    public S progress() {
        return progress(System.err);
    }

    /** As {@link #progress()}, to another stream. */
    public S progress(PrintStream stream) {
        return progress(stream::println);
    }

    /** As {@link #progress()}, to a consumer of lines, which is called from the engine's thread. */
    public S progress(Consumer<String> lines) {
        return listener(new ProgressLines(lines));
    }

    /** Puts the candidates in order; default {@link org.gradus.core.ranking.GeneralizationRanking}. */
    public S ranking(Ranking value) {
        settings.ranking = value;
        return self();
    }

    /** Keeps the events; default in memory. A study of this name that is there goes on, if it was begun in the same way. */
    public S store(StudyStore value) {
        settings.store = study -> OpenedStore.of(value);
        return self();
    }

    /**
     * Keeps the study and the models of its trials in a file, an SQLite database that is made if it does not exist: run
     * again, the search goes on as if it had never been interrupted.
     */
    public S store(Path file) {
        settings.store = study -> OpenedStore.own(StudyStores.open(file), Optional.of(file), study);
        return self();
    }

    /** As {@link #store(Path)}, under an address that {@link StudyStores#open(String)} takes. */
    public S store(String address) {
        settings.store = study -> OpenedStore.own(StudyStores.open(address), StudyStores.file(address), study);
        return self();
    }

    /** Lets a stored study go on with more trials or epochs or other stop rules than before; default refused. */
    public S extend() {
        settings.extend = true;
        return self();
    }

    /** Notes something about the run in its provenance: the data set, a commit, a command line. Secrets are taken out. */
    public S note(String key, String value) {
        settings.notes.put(key, Secrets.withoutSecrets(value));
        return self();
    }

    /** Notes a figure in its provenance. */
    public S note(String key, double value) {
        settings.figures.put(key, value);
        return self();
    }

    /** Tells the time; default the system's. */
    public S clock(InstantSource value) {
        settings.clock = value;
        return self();
    }
}
