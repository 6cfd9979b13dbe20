package org.gradus.trainers.dl4j.internal.data;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** What ND4J's batches lack. */
final class MultiDataSets {
    private MultiDataSets() {}

    /** Frees the arrays of a batch that nobody else has. */
    static void close(MultiDataSet batch) {
        Stream.of(batch.getFeatures(), batch.getLabels(), batch.getFeaturesMaskArrays(), batch.getLabelsMaskArrays())
                .flatMap(MultiDataSets::arrays)
                .filter(INDArray::closeable)
                .forEach(INDArray::close);
    }

    private static Stream<INDArray> arrays(INDArray @Nullable [] arrays) {
        return arrays == null ? Stream.empty() : Arrays.stream(arrays).filter(Objects::nonNull);
    }
}
