package org.gradus.trainers.spark;

import java.util.Collections;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.resource.ResourceProfile;
import org.gradus.core.engine.Search;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.store.jdbc.StudyStores;
import org.gradus.core.training.TrainerOptions;
import org.gradus.core.training.TrainerProvider;
import org.gradus.core.training.TrainingException;
import org.gradus.trainers.spark.internal.wire.WorkerOrder;

/**
 * Works on a study in a database by Spark tasks that are workers: each joins the study as {@link Search#join} does, and trains until it
 * ends. The driver only waits, and points, models and decisions do not pass through it. A study is begun by {@link Search#begin}.
 * Immutable but for {@link #cancel}.
 *
 * <pre>{@code
 * String store = "jdbc:postgresql://db.example.org/gradus";
 * SparkWorkers workers = SparkWorkers.of(context, "quadratic", TrainerOptions.none(), store);
 * search.named("rates").store(store).begin();
 * workers.work("rates");
 * }</pre>
 *
 * <p>A worker whose executor is lost is started again by Spark, and its trial goes on elsewhere once its lease is over. A rate whose
 * training throws fails once.
 */
public final class SparkWorkers {
    private final JavaSparkContext context;
    private final Function<String, WorkerOrder> order;
    private final int count;
    private final Optional<ResourceProfile> resources;
    private final String group = "gradus-workers-" + UUID.randomUUID();

    private SparkWorkers(
            JavaSparkContext context,
            Function<String, WorkerOrder> order,
            int count,
            Optional<ResourceProfile> resources) {
        this.context = context;
        this.order = order;
        this.count = count;
        this.resources = resources;
    }

    /**
     * As many workers as Spark's default parallelism, with a trainer that each makes for itself.
     *
     * @param context of Spark, which the caller stops
     * @param trainer the name of a {@link TrainerProvider} on the class paths of driver and executors
     * @param store the address of a database that the executors reach, such as {@code jdbc:postgresql://host/database}
     * @throws IllegalArgumentException if there is no such trainer, or the store is a file, which processes do not share
     */
    public static SparkWorkers of(SparkContext context, String trainer, TrainerOptions options, String store) {
        TrainerProvider.named(trainer);
        if (StudyStores.file(store).isPresent()) {
            throw new IllegalArgumentException(
                    "workers share a study in PostgreSQL (jdbc:postgresql://host/database), not in a file");
        }
        return new SparkWorkers(
                JavaSparkContext.fromSparkContext(context),
                study -> new WorkerOrder(trainer, options, store, study),
                context.defaultParallelism(),
                Optional.empty());
    }

    /**
     * How many workers; each trains one trial at a time. Those for which Spark has no place wait, and join later.
     *
     * @param value at least 1
     */
    public SparkWorkers count(int value) {
        if (value < 1) {
            throw new IllegalArgumentException("a study needs at least 1 worker, but was given " + value);
        }
        return new SparkWorkers(context, order, value, resources);
    }

    /** As {@link SparkTrials#resources}, for each worker. */
    public SparkWorkers resources(int cpus, int gpus) {
        return new SparkWorkers(context, order, count, Optional.of(SparkTrials.profile(cpus, gpus)));
    }

    /**
     * Works on a study until it ends, or {@link #cancel} is called.
     *
     * @param study the name of a study in the store
     * @throws RuntimeException what Spark throws if the job is cancelled or a worker fails again and again
     */
    public void work(String study) {
        context.sc().setJobGroup(group, "workers of " + study, true);
        try {
            JavaRDD<byte[]> tasks = context.parallelize(
                    Collections.nCopies(count, order.apply(study).toBytes()), count);
            resources.map(tasks::withResources).orElse(tasks).foreach(SparkWorkers::train);
        } finally {
            context.sc().clearJobGroup();
        }
    }

    /** While {@link #work} runs: makes the workers give their trials back and leave, so that it ends. */
    public void cancel() {
        context.sc().cancelJobGroup(group);
    }

    /** What a worker does. */
    private static void train(byte[] bytes) throws TrainingException {
        WorkerOrder order = WorkerOrder.of(bytes);
        StudyResult result = Search.join(
                        order.store(),
                        order.study(),
                        TrainerProvider.named(order.trainer()).create(order.options()))
                .run();
        if (result.interrupted()) {
            throw new TaskKilledException("the worker has left study " + order.study());
        }
    }
}
