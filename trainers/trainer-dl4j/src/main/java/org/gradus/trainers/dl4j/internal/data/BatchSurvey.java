package org.gradus.trainers.dl4j.internal.data;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * What was seen in a pass over all batches of an iterator.
 *
 * @param batches how many there are
 * @param examples how many are in them
 * @param form the shapes of the first batch
 * @param oneHot whether there is one output, and its labels are classes, one-hot; where masks leave out rows, in the others
 * @param firstDigest of the first batch
 * @param digest of all
 */
public record BatchSurvey(
        long batches, long examples, BatchForm form, boolean oneHot, String firstDigest, String digest) {
    private static final int DIGITS = 16;

    /**
     * Looks at all batches of a pass; there is at least one.
     *
     * @throws IllegalArgumentException if features or labels are not finite
     */
    public static BatchSurvey of(CheckedIterator pass) {
        MultiDataSet batch = pass.next();
        BatchForm form = BatchForm.of(batch);
        String firstDigest = digest(batch, pass);
        Hasher all = Hashing.sha256().newHasher();
        long batches = 1;
        long examples = form.examples();
        boolean oneHot = OneHot.is(batch);
        add(all, batch, pass);
        while (pass.hasNext()) {
            batch = pass.next();
            batches++;
            examples += batch.getFeatures(0).size(0);
            oneHot = oneHot && OneHot.is(batch);
            add(all, batch, pass);
        }
        return new BatchSurvey(batches, examples, form, oneHot, firstDigest, hex(all));
    }

    /** A digest of one batch of a pass. */
    public static String digest(MultiDataSet batch, CheckedIterator pass) {
        Hasher digest = Hashing.sha256().newHasher();
        add(digest, batch, pass);
        return hex(digest);
    }

    private static void add(Hasher digest, MultiDataSet batch, CheckedIterator pass) {
        digest.putString(BatchForm.of(batch).toString(), StandardCharsets.UTF_8);
        add(digest, "features of " + pass, batch.getFeatures());
        add(digest, "labels of " + pass, batch.getLabels());
        add(digest, "features mask of " + pass, batch.getFeaturesMaskArrays());
        add(digest, "labels mask of " + pass, batch.getLabelsMaskArrays());
    }

    private static void add(Hasher digest, String what, @Nullable INDArray @Nullable [] arrays) {
        if (arrays == null) {
            return;
        }
        for (@Nullable INDArray array : arrays) {
            if (array == null) {
                digest.putByte((byte) 0);
            } else {
                add(digest, what, MultiDataSets.values(array));
            }
        }
    }

    private static void add(Hasher digest, String what, double[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Double.BYTES);
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("all " + what + " must be finite, but one is " + value);
            }
            bytes.putDouble(value);
        }
        digest.putBytes(bytes.flip());
    }

    private static String hex(Hasher digest) {
        return digest.hash().toString().substring(0, DIGITS);
    }
}
