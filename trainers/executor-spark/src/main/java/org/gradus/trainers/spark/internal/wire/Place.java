package org.gradus.trainers.spark.internal.wire;

import com.google.common.io.ByteArrayDataInput;
import com.google.common.io.ByteArrayDataOutput;

/**
 * A JVM of the cluster.
 *
 * @param executor Spark's name of the executor
 * @param machine its host
 */
public record Place(String executor, String machine) {
    void write(ByteArrayDataOutput out) {
        Bytes.writeText(out, executor);
        Bytes.writeText(out, machine);
    }

    static Place read(ByteArrayDataInput in) {
        return new Place(Bytes.readText(in), Bytes.readText(in));
    }

    /** How Spark is told to prefer it, as {@code org.apache.spark.scheduler.TaskLocation} reads it. */
    public String location() {
        return "executor_" + machine + "_" + executor;
    }

    /** In words. */
    @Override
    public String toString() {
        return "Spark executor " + executor + " on " + machine;
    }
}
