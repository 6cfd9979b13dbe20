package org.gradus.trainers.spark.internal.host;

import com.google.common.base.Throwables;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.resource.ResourceInformation;
import org.gradus.core.execution.TestReport;
import org.gradus.core.execution.WorkOrder;
import org.gradus.core.trial.Segment;
import org.gradus.core.trial.SegmentReport;
import org.gradus.trainers.spark.internal.wire.Place;
import org.gradus.trainers.spark.internal.wire.TaskAnswer;
import org.gradus.trainers.spark.internal.wire.TaskOrder;

/** What a Spark task does. A failure is an answer: what a task throws, Spark would train again. */
public final class TrialTask {
    private TrialTask() {}

    /** As {@link #run}, for an order without a checkpoint. */
    public static byte[] runWithoutModel(byte[] order) {
        return run(order, () -> {
            throw new IllegalStateException("the order has no model");
        });
    }

    /**
     * Does what an order says.
     *
     * @param order its bytes
     * @param model the bytes that the order's checkpoint names
     * @return the bytes of a {@link TaskAnswer}
     * @throws TaskKilledException if the task is killed
     */
    public static byte[] run(byte[] order, Supplier<byte[]> model) {
        TaskContext context = TaskContext.get();
        Place place = Hosts.place();
        if (context.attemptNumber() > 0 || context.stageAttemptNumber() > 0) {
            return TaskAnswer.repeated(place).toBytes();
        }
        try {
            return answer(TaskOrder.of(order), place, model, context::isInterrupted)
                    .toBytes();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TaskKilledException(String.valueOf(e.getMessage()));
        }
    }

    private static TaskAnswer answer(TaskOrder task, Place place, Supplier<byte[]> model, BooleanSupplier killed)
            throws InterruptedException {
        try {
            TrialHost host = Hosts.of(task.setup());
            return task.test()
                    ? host.test(task.order(), model, killed)
                    : host.train(task.order(), model, killed).by(place + gpus());
        } catch (InterruptedException | VirtualMachineError e) { // The task was killed; the executor may be lost.
            throw e;
        } catch (Throwable e) {
            return failed(task, place, e);
        }
    }

    /** The addresses of the GPUs that Spark has given to this task, in words. */
    private static String gpus() {
        ResourceInformation gpus = TaskContext.get().resourcesJMap().get("gpu");
        return gpus == null ? "" : ", gpu " + String.join(" and ", gpus.addresses());
    }

    /** A trainer that cannot be made here fails the trial; what a training throws is in its report already. */
    private static TaskAnswer failed(TaskOrder task, Place place, Throwable failure) {
        WorkOrder order = task.order();
        String reason =
                "on " + place + ": " + Optional.ofNullable(failure.getMessage()).orElse(failure.toString());
        return task.test()
                ? TaskAnswer.tested(place, new TestReport(order.trial(), Optional.empty(), reason))
                : TaskAnswer.trained(
                        place,
                        List.of(),
                        new SegmentReport(
                                order.trial(),
                                Segment.failed(List.of(), reason),
                                Throwables.getStackTraceAsString(failure),
                                place.toString(),
                                0,
                                Optional.empty()),
                        Optional.empty());
    }
}
