package org.gradus.trainers.spark.internal.driver;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.gradus.core.execution.WorkOrder;
import org.gradus.core.study.SearchException;
import org.gradus.core.trial.CheckpointRef;
import org.gradus.trainers.spark.internal.wire.Place;
import org.gradus.trainers.spark.internal.wire.TaskAnswer;
import org.gradus.trainers.spark.internal.wire.TaskOrder;
import org.gradus.trainers.spark.internal.wire.TrainerSetup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Issues orders as tasks, and again where an executor was lost, whatever {@code spark.task.maxFailures} says. Thread-safe. */
record IssuedTasks(SparkJobs jobs, TrainerSetup setup, DriverModels models) {
    private static final Logger LOG = LoggerFactory.getLogger(IssuedTasks.class);

    /** How often an order is issued before it fails: once, and twice again. */
    static final int ISSUES = 3;

    /**
     * Waits for the answer to an order.
     *
     * @param test whether the test split is read
     * @param group the name by which its jobs are killed
     * @param preferred where its model is in memory
     * @param wanted whether anybody waits for the answer yet
     * @return empty if nobody does, or Spark was stopped
     * @throws SearchException if its executor was lost {@value #ISSUES} times
     */
    Optional<TaskAnswer> answer(
            WorkOrder order, boolean test, String group, Optional<Place> preferred, BooleanSupplier wanted) {
        Exception lost = new SearchException("Spark began its task again");
        for (int issue = 1; issue <= ISSUES; issue++) {
            try {
                TaskAnswer answer = issue(order, test, group, preferred);
                if (!answer.isRepeated()) {
                    return Optional.of(answer);
                }
            } catch (Exception e) {
                // A task answers its failures: what is thrown is the loss of an executor, or a kill. Spark throws
                // checked exceptions
                // that Scala does not declare.
                lost = e;
            }
            if (jobs.spark().isStopped() || !wanted.getAsBoolean()) {
                return Optional.empty();
            }
            LOG.warn("the executor of {} was lost, time {} of {}: {}", order.trial(), issue, ISSUES, lost.getMessage());
        }
        throw new SearchException(
                "its Spark executor was lost " + ISSUES + " times: " + lost.getMessage()
                        + "\nMaybe this training needs more memory than an executor has.",
                lost);
    }

    private TaskAnswer issue(WorkOrder order, boolean test, String group, Optional<Place> preferred) {
        Optional<CheckpointRef> saved = models.find(order);
        Optional<byte[]> model = saved.flatMap(reference -> models.read(order.trial(), reference));
        WorkOrder sent = new WorkOrder(
                order.request(),
                order.curve(),
                order.untilStep(),
                saved.filter(r -> model.isPresent()),
                order.timeLimit());
        return jobs.run(new TaskOrder(setup, test, sent), group, preferred, model);
    }
}
