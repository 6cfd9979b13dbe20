package org.gradus.trainers.spark.internal.wire;

import com.google.common.io.ByteArrayDataInput;
import com.google.common.io.ByteArrayDataOutput;
import com.google.common.io.ByteStreams;
import org.gradus.core.training.TrainerOptions;

/**
 * What a Spark task that is a worker is to do.
 *
 * @param trainer the name of its provider
 * @param store the address of a database
 * @param study the name of a study in it
 */
public record WorkerOrder(String trainer, TrainerOptions options, String store, String study) {
    public byte[] toBytes() {
        ByteArrayDataOutput out = ByteStreams.newDataOutput();
        Bytes.writeText(out, trainer);
        Bytes.writeOptions(out, options);
        Bytes.writeText(out, store);
        Bytes.writeText(out, study);
        return out.toByteArray();
    }

    /** The order of these bytes. */
    public static WorkerOrder of(byte[] bytes) {
        ByteArrayDataInput in = ByteStreams.newDataInput(bytes);
        return new WorkerOrder(Bytes.readText(in), Bytes.readOptions(in), Bytes.readText(in), Bytes.readText(in));
    }
}
