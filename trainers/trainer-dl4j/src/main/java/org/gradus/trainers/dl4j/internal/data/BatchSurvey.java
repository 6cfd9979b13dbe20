package org.gradus.trainers.dl4j.internal.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
record BatchSurvey(long batches, long examples, BatchForm form, boolean oneHot, String firstDigest, String digest) {
    private static final int DIGITS = 16;

    /**
     * Looks at all batches of a pass, of which there is at least one.
     *
     * @throws IllegalArgumentException if features or labels are not finite
     */
    static BatchSurvey of(CheckedIterator pass) {
        MultiDataSet batch = pass.next();
        BatchForm form = BatchForm.of(batch);
        String firstDigest = digest(batch, pass);
        MessageDigest all = sha256();
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
    static String digest(MultiDataSet batch, CheckedIterator pass) {
        MessageDigest digest = sha256();
        add(digest, batch, pass);
        return hex(digest);
    }

    private static void add(MessageDigest digest, MultiDataSet batch, CheckedIterator pass) {
        digest.update(BatchForm.of(batch).toString().getBytes(StandardCharsets.UTF_8));
        add(digest, "features of " + pass, batch.getFeatures());
        add(digest, "labels of " + pass, batch.getLabels());
        add(digest, "features mask of " + pass, batch.getFeaturesMaskArrays());
        add(digest, "labels mask of " + pass, batch.getLabelsMaskArrays());
    }

    private static void add(MessageDigest digest, String what, @Nullable INDArray @Nullable [] arrays) {
        if (arrays == null) {
            return;
        }
        for (@Nullable INDArray array : arrays) {
            if (array == null) {
                digest.update((byte) 0);
            } else {
                add(digest, what, values(array));
            }
        }
    }

    private static void add(MessageDigest digest, String what, double[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Double.BYTES);
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("all " + what + " must be finite, but one is " + value);
            }
            bytes.putDouble(value);
        }
        digest.update(bytes.flip());
    }

    /** The numbers of an array, row by row. */
    static double[] values(INDArray array) {
        try (INDArray copy = array.dup('c')) {
            return copy.data().asDouble();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    }
}
