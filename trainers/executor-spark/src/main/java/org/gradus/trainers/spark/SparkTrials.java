package org.gradus.trainers.spark;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.resource.ResourceProfile;
import org.apache.spark.resource.ResourceProfileBuilder;
import org.apache.spark.resource.TaskResourceRequests;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.execution.ExecutorFactory;
import org.gradus.core.execution.ModelStorage;
import org.gradus.core.execution.TrialExecutor;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainerOptions;
import org.gradus.core.training.TrainerProvider;
import org.gradus.core.training.TrainingException;
import org.gradus.core.trial.TrialId;
import org.gradus.trainers.spark.internal.driver.SparkRuns;

/**
 * Trains the trials of a search on a Spark cluster, each segment in a task of its own. The search itself, its strategy, policy and
 * store, stays in the driver. Executors make their trainer by its name and options, which a {@link TrainerProvider} on their class
 * path understands; no function travels. Immutable.
 *
 * <pre>{@code
 * SparkTrials spark = SparkTrials.of(context, "quadratic", TrainerOptions.none());
 * StudyResult result = Search.of(spark.trainer())
 *         .executor(spark)
 *         .parallelism(context.defaultParallelism()) // as many as the cluster has places
 *         .learningRate(1e-4, 1)
 *         .trials(100)
 *         .run();
 * }</pre>
 *
 * <p>The context must have been made with {@code spark.plugins} naming {@link GradusPlugin}. A training that throws fails once:
 * Spark does not repeat it. A trial whose executor is lost is issued again, at most twice, from the model of its last milestone where
 * the trainer makes checkpoints; {@code spark.task.maxFailures} does not matter. A trial that is held goes on in any executor, best
 * in the one that has its model in memory, for which Spark waits as long as {@code spark.locality.wait} says. Models travel through
 * the driver, at most 2 GiB each.
 */
public final class SparkTrials implements ExecutorFactory {
    private static final String PLUGINS = "spark.plugins";
    private static final int POLL_MILLIS = 200;

    private final SparkRuns runs;
    private final Trainer trainer;

    private SparkTrials(SparkRuns runs, Trainer trainer) {
        this.runs = runs;
        this.trainer = trainer;
    }

    /**
     * Trials of a trainer.
     *
     * @param context of Spark, which the caller stops
     * @param trainer the name of a {@link TrainerProvider} on the class paths of driver and executors
     * @throws IllegalArgumentException if there is no such trainer, or it does not understand its options
     * @throws IllegalStateException if the context was made without {@link GradusPlugin}
     * @throws TrainingException if what the options name cannot train
     */
    public static SparkTrials of(SparkContext context, String trainer, TrainerOptions options)
            throws TrainingException {
        requirePlugin(context.getConf());
        Trainer made = TrainerProvider.named(trainer).create(options);
        SparkRuns runs = new SparkRuns(
                JavaSparkContext.fromSparkContext(context),
                trainer,
                options,
                Optional.empty(),
                POLL_MILLIS,
                (trial, points) -> {});
        return new SparkTrials(runs, made);
    }

    static void requirePlugin(SparkConf settings) {
        String plugins = settings.get(PLUGINS, "");
        if (Arrays.stream(plugins.split(",", -1)).map(String::trim).noneMatch(GradusPlugin.class.getName()::equals)) {
            throw new IllegalStateException(PLUGINS + " must name " + GradusPlugin.class.getName() + ", but is '"
                    + plugins + "'\nMaybe add --conf " + PLUGINS + "=" + GradusPlugin.class.getName()
                    + " to spark-submit, or set it before the context is made.");
        }
    }

    /** The trainer, made in the driver too: what {@link org.gradus.core.engine.Search#of} takes. */
    public Trainer trainer() {
        return trainer;
    }

    /**
     * Asks Spark for processors and GPUs for each trial, by a {@link #profile} of stage-level scheduling. By default the settings
     * of the application decide: {@code spark.task.cpus}, {@code spark.task.resource.gpu.amount}.
     *
     * @param cpus at least 1
     * @param gpus 0 or more
     */
    public SparkTrials resources(int cpus, int gpus) {
        return with(Optional.of(profile(cpus, gpus)), runs.pollMillis(), runs.listener());
    }

    /** What {@link #resources} asks for: tasks of these processors and GPUs. */
    static ResourceProfile profile(int cpus, int gpus) {
        if (cpus < 1 || gpus < 0) {
            throw new IllegalArgumentException(
                    "a trial needs at least 1 processor and 0 or more GPUs, but was given " + cpus + " and " + gpus);
        }
        TaskResourceRequests task = new TaskResourceRequests().cpus(cpus);
        if (gpus > 0) {
            task.resource("gpu", gpus);
        }
        return new ResourceProfileBuilder().require(task).build();
    }

    /**
     * Hears of points while their segments run: at each epoch, within a second. They are reported again when their segment ends,
     * which is when policies decide.
     *
     * @param listener called by a thread of Spark's, quickly
     */
    public SparkTrials whileTraining(BiConsumer<TrialId, List<CurvePoint>> listener) {
        return with(runs.resources(), runs.pollMillis(), listener);
    }

    /** Trials whose executors ask the driver this often what is to be done; at least 1. */
    SparkTrials polledEvery(int millis) {
        return with(runs.resources(), millis, runs.listener());
    }

    private SparkTrials with(
            Optional<ResourceProfile> resources, int pollMillis, BiConsumer<TrialId, List<CurvePoint>> listener) {
        return new SparkTrials(
                new SparkRuns(runs.context(), runs.trainer(), runs.options(), resources, pollMillis, listener),
                trainer);
    }

    @Override
    public TrialExecutor create(Trainer wanted, int parallelism, ModelStorage models) {
        if (parallelism < 1) {
            throw new IllegalArgumentException("parallelism must be at least 1, but was " + parallelism);
        }
        String fingerprint = trainer.descriptor().fingerprint();
        if (!wanted.descriptor().fingerprint().equals(fingerprint)) {
            throw new IllegalStateException("the search has the trainer "
                    + wanted.descriptor().fingerprint() + ", but Spark trains with " + fingerprint
                    + "\nMaybe write Search.of(spark.trainer()).");
        }
        return runs.begin(fingerprint, parallelism, models.of(trainer));
    }
}
