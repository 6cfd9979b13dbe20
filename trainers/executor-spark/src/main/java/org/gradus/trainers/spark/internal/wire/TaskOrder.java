package org.gradus.trainers.spark.internal.wire;

import com.google.common.io.ByteArrayDataInput;
import com.google.common.io.ByteArrayDataOutput;
import com.google.common.io.ByteStreams;
import java.time.Duration;
import org.gradus.core.curve.LearningCurve;
import org.gradus.core.execution.WorkOrder;

/**
 * What a Spark task is to do: a segment, or the test of a model.
 *
 * @param setup of the trainer
 * @param test whether the test split is read, and nothing trained but what leads to the model
 */
public record TaskOrder(TrainerSetup setup, boolean test, WorkOrder order) {
    /**
     * Refuses an order that cannot be sent.
     *
     * @throws IllegalStateException if its schedule has no name
     */
    public static void requireSendable(WorkOrder order) {
        Requests.scheduleName(order.request());
    }

    /**
     * Its bytes.
     *
     * @throws IllegalStateException if its schedule has no name
     */
    public byte[] toBytes() {
        ByteArrayDataOutput out = ByteStreams.newDataOutput();
        setup.write(out);
        out.writeBoolean(test);
        Requests.write(out, order.request());
        Points.write(out, order.curve().points());
        out.writeLong(order.untilStep());
        Bytes.writeOptional(out, order.checkpoint(), Bytes::writeReference);
        Bytes.writeOptional(out, order.timeLimit(), (o, limit) -> o.writeLong(limit.toNanos()));
        return out.toByteArray();
    }

    /** The order of these bytes. */
    public static TaskOrder of(byte[] bytes) {
        ByteArrayDataInput in = ByteStreams.newDataInput(bytes);
        return new TaskOrder(
                TrainerSetup.read(in),
                in.readBoolean(),
                new WorkOrder(
                        Requests.read(in),
                        LearningCurve.of(Points.read(in)),
                        in.readLong(),
                        Bytes.readOptional(in, Bytes::readReference),
                        Bytes.readOptional(in, i -> Duration.ofNanos(i.readLong()))));
    }
}
