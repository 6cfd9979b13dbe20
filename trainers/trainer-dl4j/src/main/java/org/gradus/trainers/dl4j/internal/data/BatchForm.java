package org.gradus.trainers.dl4j.internal.data;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Longs;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * The shapes of a batch.
 *
 * @param features one for each input
 * @param labels one for each output
 */
record BatchForm(List<List<Long>> features, List<List<Long>> labels) {
    static BatchForm of(MultiDataSet batch) {
        return new BatchForm(shapes(batch.getFeatures()), shapes(batch.getLabels()));
    }

    private static List<List<Long>> shapes(INDArray[] arrays) {
        return Arrays.stream(arrays)
                .<List<Long>>map(array -> ImmutableList.copyOf(Longs.asList(array.shape())))
                .collect(ImmutableList.toImmutableList());
    }

    long examples() {
        return features.get(0).get(0);
    }

    /** Whether batches go through the same network: length in time and size of images may differ. */
    boolean isLike(BatchForm other) {
        return areLike(features, other.features) && areLike(labels, other.labels);
    }

    private static boolean areLike(List<List<Long>> some, List<List<Long>> others) {
        if (some.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < some.size(); i++) {
            List<Long> one = some.get(i);
            List<Long> other = others.get(i);
            int fixed = Math.min(2, one.size());
            if (one.size() != other.size() || !one.subList(1, fixed).equals(other.subList(1, fixed))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return features + " with labels " + labels;
    }
}
