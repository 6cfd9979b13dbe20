package org.gradus.trainers.djl.internal.network;

import com.google.common.hash.Hashing;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.gradus.core.training.TrainingException;
import org.gradus.core.training.TrainingRequest;

/**
 * A session in bytes: position, parameters (running averages are among them) and the optimizer's state. The random state
 * needs no place, because it follows from the step. Numbers are big-endian; a CRC-32 stands at the end.
 *
 * @param training whose state it is
 * @param step the updates made
 * @param begun whether the untrained model was evaluated already
 * @param parameters an array each
 * @param optimizer an array for each average
 */
public record Checkpoint(String training, long step, boolean begun, float[][] parameters, float[][] optimizer) {
    private static final int MAGIC = 0x47524A31; // "GRJ1"

    /** The state of a training now. */
    public static Checkpoint take(
            TrainingRequest request, Network network, OptimizerState optimizer, long step, boolean begun) {
        return new Checkpoint(identity(request), step, begun, Network.values(network.parameters()), optimizer.values());
    }

    private static String identity(TrainingRequest request) {
        return request.configuration().values() + " " + request.plan().seeds();
    }

    /** The checkpoint in bytes. */
    public byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeUTF(training);
            out.writeLong(step);
            out.writeBoolean(begun);
            write(out, parameters);
            write(out, optimizer);
            out.writeInt(crc(bytes.toByteArray(), bytes.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static int crc(byte[] bytes, int length) {
        return Hashing.crc32().hashBytes(bytes, 0, length).asInt();
    }

    private static void write(DataOutputStream out, float[][] arrays) throws IOException {
        out.writeInt(arrays.length);
        for (float[] array : arrays) {
            ByteBuffer bytes = ByteBuffer.allocate(array.length * Float.BYTES);
            bytes.asFloatBuffer().put(array);
            out.writeInt(array.length);
            out.write(bytes.array());
        }
    }

    /**
     * Reads what {@link #toBytes} wrote.
     *
     * @throws TrainingException if it is anything else
     */
    public static Checkpoint read(byte[] bytes) throws TrainingException {
        int length = bytes.length - Integer.BYTES;
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            boolean whole = length >= 0
                    && in.readInt() == MAGIC
                    && ByteBuffer.wrap(bytes).getInt(length) == crc(bytes, length);
            if (!whole) {
                throw new TrainingException("these " + bytes.length + " bytes are not a checkpoint, or a damaged one");
            }
            return new Checkpoint(in.readUTF(), in.readLong(), in.readBoolean(), arrays(in), arrays(in));
        } catch (IOException e) {
            throw new TrainingException(
                    "a checkpoint of " + bytes.length + " bytes cannot be read: " + e.getMessage(), e);
        }
    }

    private static float[][] arrays(DataInputStream in) throws IOException {
        float[][] arrays = new float[in.readInt()][];
        for (int i = 0; i < arrays.length; i++) {
            arrays[i] = new float[in.readInt()];
            byte[] bytes = in.readNBytes(arrays[i].length * Float.BYTES);
            ByteBuffer.wrap(bytes).asFloatBuffer().get(arrays[i]);
        }
        return arrays;
    }

    /** Puts the state into a network made for the request, and its optimizer. */
    public void restore(TrainingRequest request, Network network, OptimizerState state) throws TrainingException {
        if (!training.equals(identity(request))) {
            throw new TrainingException(
                    "the checkpoint belongs to another training: " + training + " instead of " + identity(request));
        }
        int[] sizes = network.parameters().stream()
                .mapToInt(parameter -> (int) parameter.getArray().size())
                .toArray();
        requireLengths("parameters", parameters, sizes);
        requireLengths("averages of the optimizer", optimizer, state.lengths());
        network.set(network.parameters(), parameters);
        state.restore(optimizer);
    }

    private static void requireLengths(String what, float[][] values, int[] expected) throws TrainingException {
        int[] lengths = Arrays.stream(values).mapToInt(array -> array.length).toArray();
        if (!Arrays.equals(lengths, expected)) {
            throw new TrainingException("the checkpoint has " + what + " of the sizes " + Arrays.toString(lengths)
                    + ", but the network " + Arrays.toString(expected)
                    + "\nMaybe the network function was changed in between.");
        }
    }
}
