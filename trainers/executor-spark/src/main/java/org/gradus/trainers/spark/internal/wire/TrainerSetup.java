package org.gradus.trainers.spark.internal.wire;

import com.google.common.io.ByteArrayDataInput;
import com.google.common.io.ByteArrayDataOutput;
import org.gradus.core.training.TrainerOptions;

/**
 * What an executor makes its trainer of.
 *
 * @param run which executor of the driver it works for
 * @param trainer the name of its provider
 * @param fingerprint that the trainer must have
 * @param heldInMemory the models that stay in memory beside those in training, if the trainer makes checkpoints
 * @param lastModels whether the models of trainings that have come to their end are wanted back, too
 * @param pollMillis the time from one poll to the next, at least 1
 */
public record TrainerSetup(
        String run,
        String trainer,
        TrainerOptions options,
        String fingerprint,
        int heldInMemory,
        boolean lastModels,
        int pollMillis) {
    void write(ByteArrayDataOutput out) {
        Bytes.writeText(out, run);
        Bytes.writeText(out, trainer);
        Bytes.writeOptions(out, options);
        Bytes.writeText(out, fingerprint);
        out.writeInt(heldInMemory);
        out.writeBoolean(lastModels);
        out.writeInt(pollMillis);
    }

    static TrainerSetup read(ByteArrayDataInput in) {
        return new TrainerSetup(
                Bytes.readText(in),
                Bytes.readText(in),
                Bytes.readOptions(in),
                Bytes.readText(in),
                in.readInt(),
                in.readBoolean(),
                in.readInt());
    }
}
