package org.gradus.trainers.dl4j.internal.network;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.CRC32;
import org.gradus.core.training.TrainingException;
import org.gradus.core.training.TrainingRequest;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A session in bytes: position, parameters (running averages of batch normalization are among them) and updater state. The
 * random state needs no place, because it follows from the step. Numbers are big-endian; a CRC-32 stands at the end.
 */
public final class Checkpoint {
    private static final int MAGIC = 0x47524431; // "GRD1"
    private static final int CRC_BYTES = Long.BYTES;

    private final String training;
    private final long step;
    private final boolean begun;
    private final int iteration;
    private final int epoch;
    private final double[] params;
    private final double[] updater;

    private Checkpoint(DataInputStream in) throws IOException {
        training = in.readUTF();
        step = in.readLong();
        begun = in.readBoolean();
        iteration = in.readInt();
        epoch = in.readInt();
        params = values(in);
        updater = values(in);
    }

    /** The updates made. */
    public long step() {
        return step;
    }

    /** Whether the untrained model was evaluated already. */
    public boolean begun() {
        return begun;
    }

    /** The session's state now. */
    public static byte[] take(TrainingRequest request, Network network, long step, boolean begun) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeUTF(identity(request));
            out.writeLong(step);
            out.writeBoolean(begun);
            out.writeInt(network.iteration());
            out.writeInt(network.epoch());
            write(out, network.params());
            write(out, network.updater().state());
            CRC32 crc = new CRC32();
            crc.update(bytes.toByteArray());
            out.writeLong(crc.getValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String identity(TrainingRequest request) {
        return request.configuration().unobserved().values() + " "
                + request.plan().seeds();
    }

    /** Doubles keep every value of the shorter types exactly. */
    private static void write(DataOutputStream out, @Nullable INDArray array) throws IOException {
        if (array == null) {
            out.writeInt(0);
            return;
        }
        boolean wide = array.dataType() == DataType.DOUBLE;
        out.writeInt((int) array.length());
        out.writeBoolean(wide);
        try (INDArray copy = array.dup('c')) {
            if (wide) {
                for (double value : copy.data().asDouble()) {
                    out.writeDouble(value);
                }
            } else {
                for (float value : copy.data().asFloat()) {
                    out.writeFloat(value);
                }
            }
        }
    }

    /**
     * Reads what {@link #take} wrote.
     *
     * @throws TrainingException if it is anything else
     */
    public static Checkpoint read(byte[] bytes) throws TrainingException {
        int length = bytes.length - CRC_BYTES;
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            CRC32 crc = new CRC32();
            crc.update(bytes, 0, Math.max(0, length));
            if (length < 0 || in.readInt() != MAGIC || crcAt(bytes, length) != crc.getValue()) {
                throw new TrainingException("these " + bytes.length + " bytes are not a checkpoint, or a damaged one");
            }
            return new Checkpoint(in);
        } catch (IOException e) {
            throw new TrainingException(
                    "a checkpoint of " + bytes.length + " bytes cannot be read: " + e.getMessage(), e);
        }
    }

    private static long crcAt(byte[] bytes, int offset) {
        return java.nio.ByteBuffer.wrap(bytes).getLong(offset);
    }

    private static double[] values(DataInputStream in) throws IOException {
        double[] values = new double[in.readInt()];
        boolean wide = values.length > 0 && in.readBoolean();
        for (int i = 0; i < values.length; i++) {
            values[i] = wide ? in.readDouble() : in.readFloat();
        }
        return values;
    }

    /** Puts the state into a network made for the request. */
    public void restore(TrainingRequest request, Network network) throws TrainingException {
        if (!training.equals(identity(request))) {
            throw new TrainingException(
                    "the checkpoint belongs to another training: " + training + " instead of " + identity(request));
        }
        assign("parameters", params, network.params());
        assign("updater values", updater, network.updater().state());
        network.setClock(iteration, epoch);
    }

    private static void assign(String what, double[] values, @Nullable INDArray into) throws TrainingException {
        long length = into == null ? 0 : into.length();
        if (values.length != length) {
            throw new TrainingException("the checkpoint has " + values.length + " " + what + ", but the network has "
                    + length + "\nMaybe the network function was changed in between.");
        }
        if (into != null) {
            try (INDArray doubles = Nd4j.createFromArray(values);
                    INDArray same = doubles.castTo(into.dataType())) {
                into.assign(same.reshape(into.shape()));
            }
        }
    }
}
