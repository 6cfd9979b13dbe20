package org.gradus.trainers.spark.internal.driver;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.resource.ResourceProfile;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.execution.ModelStorage;
import org.gradus.core.execution.TrialExecutor;
import org.gradus.core.training.TrainerOptions;
import org.gradus.core.trial.TrialId;
import org.gradus.trainers.spark.internal.wire.TrainerSetup;

/**
 * Begins runs.
 *
 * @param trainer the name of the provider
 * @param resources what a task needs; empty for what the application's settings say
 * @param pollMillis the time from one poll of an executor to the next
 * @param listener is given points while their segments run
 */
public record SparkRuns(
        JavaSparkContext context,
        String trainer,
        TrainerOptions options,
        Optional<ResourceProfile> resources,
        int pollMillis,
        BiConsumer<TrialId, List<CurvePoint>> listener) {
    /**
     * An executor with a run of its own.
     *
     * @param fingerprint of the driver's trainer
     */
    public TrialExecutor begin(String fingerprint, int capacity, ModelStorage models) {
        String run = "gradus-" + UUID.randomUUID();
        TrainerSetup setup = new TrainerSetup(
                run, trainer, options, fingerprint, models.heldInMemory(), models.everySegment(), pollMillis);
        return new SparkExecutor(capacity, new SparkJobs(context, resources), setup, models, listener);
    }
}
