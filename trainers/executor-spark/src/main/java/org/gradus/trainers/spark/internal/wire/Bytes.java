package org.gradus.trainers.spark.internal.wire;

import com.google.common.collect.ImmutableMap;
import com.google.common.io.ByteArrayDataInput;
import com.google.common.io.ByteArrayDataOutput;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.gradus.core.training.TrainerOptions;
import org.gradus.core.trial.CheckpointRef;
import org.gradus.core.trial.TrialId;

/** What all messages are made of. Texts may be longer than the 64 KiB of {@code writeUTF}. */
final class Bytes {
    private Bytes() {}

    static void writeText(ByteArrayDataOutput out, String text) {
        writeBlock(out, text.getBytes(StandardCharsets.UTF_8));
    }

    static String readText(ByteArrayDataInput in) {
        return new String(readBlock(in), StandardCharsets.UTF_8);
    }

    static void writeBlock(ByteArrayDataOutput out, byte[] block) {
        out.writeInt(block.length);
        out.write(block);
    }

    static byte[] readBlock(ByteArrayDataInput in) {
        byte[] block = new byte[in.readInt()];
        in.readFully(block);
        return block;
    }

    static <T> void writeOptional(
            ByteArrayDataOutput out, Optional<T> value, BiConsumer<ByteArrayDataOutput, T> writer) {
        out.writeBoolean(value.isPresent());
        value.ifPresent(v -> writer.accept(out, v));
    }

    static <T> Optional<T> readOptional(ByteArrayDataInput in, Function<ByteArrayDataInput, T> reader) {
        return in.readBoolean() ? Optional.of(reader.apply(in)) : Optional.empty();
    }

    static <T> void writeAll(ByteArrayDataOutput out, Collection<T> values, BiConsumer<ByteArrayDataOutput, T> writer) {
        out.writeInt(values.size());
        values.forEach(v -> writer.accept(out, v));
    }

    static <T> List<T> readAll(ByteArrayDataInput in, Function<ByteArrayDataInput, T> reader) {
        int size = in.readInt();
        List<T> values = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            values.add(reader.apply(in));
        }
        return values;
    }

    static void writeOptions(ByteArrayDataOutput out, TrainerOptions options) {
        writeAll(out, options.named().entrySet(), (o, option) -> {
            writeText(o, option.getKey());
            writeText(o, option.getValue());
        });
        writeAll(out, options.arguments(), Bytes::writeText);
    }

    static TrainerOptions readOptions(ByteArrayDataInput in) {
        return new TrainerOptions(
                ImmutableMap.copyOf(readAll(in, i -> Map.entry(readText(i), readText(i)))),
                readAll(in, Bytes::readText));
    }

    static void writeTrial(ByteArrayDataOutput out, TrialId trial) {
        out.writeInt(trial.number());
    }

    static TrialId readTrial(ByteArrayDataInput in) {
        return new TrialId(in.readInt());
    }

    static void writeReference(ByteArrayDataOutput out, CheckpointRef reference) {
        writeText(out, reference.sha256());
        out.writeLong(reference.bytes());
    }

    static CheckpointRef readReference(ByteArrayDataInput in) {
        return new CheckpointRef(readText(in), in.readLong());
    }
}
