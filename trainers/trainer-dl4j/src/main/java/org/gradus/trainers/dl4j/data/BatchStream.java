package org.gradus.trainers.dl4j.data;

import org.nd4j.linalg.dataset.api.MultiDataSet;

/** The training batches of one session, in order. Used by one thread at a time, maybe by different ones after another. */
public interface BatchStream extends AutoCloseable {
    /**
     * The batch of an optimizer update. A stream that begins anew at any step gives the same batches from there on.
     *
     * @param step the update, counted from 1; greater than at the call before
     * @return valid until the next call
     */
    MultiDataSet batch(long step);

    /** Frees what the stream holds. */
    @Override
    default void close() {}
}
