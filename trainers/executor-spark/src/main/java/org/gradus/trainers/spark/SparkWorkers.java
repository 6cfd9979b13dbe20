package org.gradus.trainers.spark;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.Serializable;
import java.util.Collections;
import java.util.Optional;
import java.util.UUID;
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
    private final Work work;
    private final int count;
    private final Optional<ResourceProfile> resources;
    private final String group = "gradus-workers-" + UUID.randomUUID();

    private SparkWorkers(JavaSparkContext context, Work work, int count, Optional<ResourceProfile> resources) {
        this.context = context;
        this.work = work;
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
        Work work = new Work(
                trainer, ImmutableMap.copyOf(options.named()), ImmutableList.copyOf(options.arguments()), store);
        return new SparkWorkers(
                JavaSparkContext.fromSparkContext(context), work, context.defaultParallelism(), Optional.empty());
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
        return new SparkWorkers(context, work, value, resources);
    }

    /** As {@link SparkTrials#resources}, for each worker. */
    public SparkWorkers resources(int cpus, int gpus) {
        return new SparkWorkers(context, work, count, Optional.of(SparkTrials.profile(cpus, gpus)));
    }

    /**
     * Works on a study until it ends, or {@link #cancel} is called.
     *
     * @param study the name of a study in the store
     * @throws RuntimeException what Spark throws if the job is cancelled or a worker fails again and again
     */
    public void work(String study) {
        Work shared = work;
        context.sc().setJobGroup(group, "workers of " + study, true);
        try {
            JavaRDD<Integer> tasks = context.parallelize(Collections.nCopies(count, 0), count);
            resources.map(tasks::withResources).orElse(tasks).foreach(worker -> shared.on(study));
        } finally {
            context.sc().clearJobGroup();
        }
    }

    /** Makes the workers give their trials back and leave, so that {@link #work} ends; from another thread. */
    public void cancel() {
        context.sc().cancelJobGroup(group);
    }

    /** What travels to a worker. */
    private record Work(
            String trainer, ImmutableMap<String, String> options, ImmutableList<String> arguments, String store)
            implements Serializable {
        private void on(String study) throws TrainingException {
            StudyResult result = Search.join(
                            store, study, TrainerProvider.named(trainer).create(new TrainerOptions(options, arguments)))
                    .run();
            if (result.interrupted()) {
                throw new TaskKilledException("the worker has left study " + study);
            }
        }
    }
}
