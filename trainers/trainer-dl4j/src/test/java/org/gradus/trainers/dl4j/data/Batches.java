package org.gradus.trainers.dl4j.data;

import org.nd4j.linalg.dataset.api.MultiDataSet;

/** Makes batches of examples for tests in other packages. */
public final class Batches {
    private Batches() {}

    /** The examples {@code order[from]}, {@code order[from + 1]}, ..., {@code count} of them. */
    public static MultiDataSet of(Examples examples, int[] order, int from, int count) {
        MultiDataSet batch = examples.allocate(count);
        examples.copy(order, from, batch);
        return batch;
    }
}
