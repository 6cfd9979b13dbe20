package org.gradus.examples.benchmark;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Batches as other programs can read them: one after another, the pixels of its images and then their labels, one-hot; all
 * as 32-bit floating point numbers, the lowest byte first.
 */
final class BatchFile {
    private BatchFile() {}

    static void write(List<DataSet> batches, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            for (DataSet batch : batches) {
                out.write(bytes(batch.getFeatures().data().asFloat()));
                out.write(bytes(batch.getLabels().data().asFloat()));
            }
        }
    }

    /** Numbers in the form of the file. */
    static byte[] bytes(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }
}
