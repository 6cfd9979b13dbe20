package org.gradus.core.engine;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import org.gradus.core.curve.LearningCurve.Divergence;
import org.gradus.core.execution.ExecutorFactory;
import org.gradus.core.space.ScheduleFamily;
import org.gradus.core.study.StudyId;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.training.CheckpointStore;
import org.gradus.core.training.Trainer;

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
public final class Search extends SearchDescription<Search> {
    private Search(SearchSettings settings) {
        super(settings);
    }

    /** A search with a trainer. */
    public static Search of(Trainer trainer) {
        return new Search(new SearchSettings(trainer, InstantSource.system()));
    }

    /**
     * Joins a study that another process has begun, as it is stored: see {@link Worker}.
     *
     * @param address of its store, as for {@link org.gradus.core.store.jdbc.StudyStores#open(String)}
     * @param study its name
     * @param trainer equal to the one that began it: of the same name and fingerprint
     */
    public static Worker join(String address, String study, Trainer trainer) {
        return new Worker(address, new StudyId(study), new SearchSettings(trainer, InstantSource.system()));
    }

    @Override
    Search self() {
        return this;
    }

    /** How many trainings run at once, at least 1; default 1. */
    public Search parallelism(int value) {
        settings.parallelism = value;
        return this;
    }

    /** Where trials are trained; default {@link ExecutorFactory#local()}, in threads of this JVM. */
    public Search executor(ExecutorFactory value) {
        settings.executor = value;
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

    /** How the rate changes during a training; default not at all. */
    public Search schedule(ScheduleFamily value) {
        settings.schedule = value;
        return this;
    }

    /** Gives up a trial that trains longer, wall clock; it is listed as failed. */
    public Search trialTimeLimit(Duration value) {
        settings.trialTimeLimit = Optional.of(value);
        return this;
    }

    /**
     * When a training whose loss stays finite counts as diverged and ends: default when it lies above 3 times the validation loss
     * of the untrained model at 3 points in a row. A loss that is not a number always counts, and without an evaluation of the
     * untrained model nothing else does.
     *
     * @param factor how many times the untrained loss, above 1; infinite if no finite loss counts
     * @param points the recorded points in a row, at least 1
     */
    public Search divergence(double factor, int points) {
        settings.recorded.divergence(new Divergence(factor, points));
        return this;
    }

    /** The number of steps from one recorded point of a curve to the next, at least 1; default 10. */
    public Search recordEvery(int value) {
        settings.recorded.recordEvery(value);
        return this;
    }

    /**
     * Where models of trials go. In a search whose study is kept, each model is saved here at the end of each segment, so that
     * another process does not train held trials again; else only those beyond {@link #heldInMemory}. Default: with the
     * study, if that is in a file or under an address, else nowhere. Models of a trainer with MODEL_FILES go to the folder
     * {@code FILE.models} beside the file of the study.
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

    /**
     * Begins the study in its store and trains nothing: workers that {@link #join} it do. A study that is there already, and was begun
     * in the same way, stays as it is.
     *
     * @return the study as it is in the store
     * @throws IllegalStateException as {@link #start} does, and if there is no {@link #store}
     */
    public StudyRecord begin() {
        return new SearchStarter(settings).begin();
    }
}
