package org.gradus.reports.internal.exports.tensorboard;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The frame of TFRecord files: the length of the data (8 bytes, little endian), its masked CRC-32C (4 bytes), the data, and its
 * masked CRC-32C. A check sum is masked by a rotation and an addition.
 *
 * @see <a href="https://www.tensorflow.org/tutorials/load_data/tfrecord">TFRecord</a>
 */
final class Records {
    private static final int HEAD = Long.BYTES + Integer.BYTES;
    private static final int MASK = 0xa282ead8;
    private static final int ROTATION = 15;

    private Records() {}

    static void write(ByteArrayOutputStream out, byte[] data) {
        ByteBuffer record =
                ByteBuffer.allocate(HEAD + data.length + Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        record.putLong(data.length);
        record.putInt(masked(record.array(), 0, Long.BYTES));
        record.put(data);
        record.putInt(masked(data, 0, data.length));
        out.writeBytes(record.array());
    }

    /**
     * The next record, which the buffer is moved behind; {@code null} at the end and before a record that is incomplete or
     * damaged, where the buffer stays.
     */
    static byte @Nullable [] read(ByteBuffer in) {
        ByteBuffer from = in.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        if (from.remaining() < HEAD) {
            return null;
        }
        byte[] length = new byte[Long.BYTES];
        from.get(length);
        if (from.getInt() != masked(length, 0, length.length)) {
            return null;
        }
        long size = ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (size < 0 || size > from.remaining() - Integer.BYTES) {
            return null;
        }
        byte[] data = new byte[Math.toIntExact(size)];
        from.get(data);
        if (from.getInt() != masked(data, 0, data.length)) {
            return null;
        }
        in.position(from.position());
        return data;
    }

    private static int masked(byte[] bytes, int from, int length) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, from, length);
        return Integer.rotateRight((int) sum.getValue(), ROTATION) + MASK;
    }
}
