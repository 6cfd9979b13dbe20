package org.gradus.trainers.dl4j.internal.data;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** Says whether labels are classes: a single 1 among zeros, for each example or for each of its steps in time. */
public final class OneHot {
    private OneHot() {}

    /** Whether a batch has one output whose labels are one-hot wherever the mask counts them. */
    static boolean is(MultiDataSet batch) {
        INDArray labels = batch.getLabels(0);
        boolean classes = batch.getLabels().length == 1 && (labels.rank() == 2 || labels.rank() == 3);
        return classes
                && labels.size(1) >= 2
                && is(MultiDataSets.values(labels), Arrays.copyOfRange(labels.shape(), 1, labels.rank()), mask(batch));
    }

    private static double @Nullable [] mask(MultiDataSet batch) {
        INDArray[] masks = batch.getLabelsMaskArrays();
        return masks == null || masks[0] == null ? null : MultiDataSets.values(masks[0]);
    }

    /**
     * Whether labels are one-hot.
     *
     * @param labels label after label
     * @param shape of one label: classes, or classes and steps in time
     */
    public static boolean is(float[] labels, long[] shape) {
        double[] values = new double[labels.length];
        Arrays.setAll(values, i -> labels[i]);
        return (shape.length == 1 || shape.length == 2) && shape[0] >= 2 && is(values, shape, null);
    }

    private static boolean is(double[] values, long[] shape, double @Nullable [] mask) {
        int classes = (int) shape[0];
        int times = shape.length == 2 ? (int) shape[1] : 1;
        int rows = values.length / classes;
        for (int row = 0; row < rows; row++) {
            boolean counts = mask == null || mask.length != rows || mask[row] != 0;
            int first = row / times * classes * times + row % times;
            if (counts && !isRow(values, first, times, classes)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isRow(double[] values, int first, int stride, int classes) {
        int ones = 0;
        for (int i = 0; i < classes; i++) {
            double value = values[first + i * stride];
            if (value != 0 && value != 1) {
                return false;
            }
            ones += (int) value;
        }
        return ones == 1;
    }
}
