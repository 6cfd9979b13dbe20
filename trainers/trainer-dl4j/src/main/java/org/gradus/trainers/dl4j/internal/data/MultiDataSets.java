package org.gradus.trainers.dl4j.internal.data;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** What ND4J's batches and their arrays lack. */
public final class MultiDataSets {
    private MultiDataSets() {}

    /** Frees the arrays of a batch that is used nowhere else. */
    public static void close(MultiDataSet batch) {
        Stream.of(batch.getFeatures(), batch.getLabels(), batch.getFeaturesMaskArrays(), batch.getLabelsMaskArrays())
                .flatMap(MultiDataSets::arrays)
                .filter(INDArray::closeable)
                .forEach(INDArray::close);
    }

    /** The numbers of an array, row by row. */
    public static double[] values(INDArray array) {
        try (INDArray copy = array.dup('c')) {
            return copy.data().asDouble();
        }
    }

    private static Stream<INDArray> arrays(INDArray @Nullable [] arrays) {
        return arrays == null ? Stream.empty() : Arrays.stream(arrays).filter(Objects::nonNull);
    }
}
