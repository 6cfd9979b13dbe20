package org.gradus.trainers.spark;

import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.gradus.core.execution.ModelStorage;
import org.gradus.core.execution.TrialExecutor;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainingException;
import org.gradus.trainers.spark.internal.driver.SparkExecutor;

/** Spark in this JVM, with two places; started once. */
final class LocalSpark {
    /** The time from one poll to the next. */
    static final int POLL_MILLIS = 20;

    private static final SparkContext CONTEXT = new SparkContext(settings().setMaster("local[2]"));

    private LocalSpark() {}

    static SparkContext context() {
        return CONTEXT;
    }

    /** Settings without a web page, on the loopback interface. */
    static SparkConf settings() {
        return new SparkConf()
                .setAppName("gradus")
                .set("spark.plugins", GradusPlugin.class.getName())
                .set("spark.ui.enabled", "false")
                .set("spark.driver.host", "127.0.0.1")
                .set("spark.driver.bindAddress", "127.0.0.1");
    }

    /** Trials of a live trainer. */
    static SparkTrials trials(Trainer trainer) {
        try {
            return SparkTrials.of(CONTEXT, "registered", RegisteredTrainers.register(trainer))
                    .polledEvery(POLL_MILLIS);
        } catch (TrainingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An executor whose calls return when they were heard of. */
    static TrialExecutor executor(Trainer trainer, int capacity, ModelStorage models) {
        SparkExecutor executor = (SparkExecutor) trials(trainer).create(trainer, capacity, models);
        return new DeliveredExecutor(executor, executor.run());
    }
}
