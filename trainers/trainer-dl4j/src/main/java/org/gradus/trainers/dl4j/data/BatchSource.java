package org.gradus.trainers.dl4j.data;

import java.util.Locale;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * Where the examples of a task come from. One source serves all sessions of a trainer; it is thread-safe, and what it
 * hands out is only read.
 */
public interface BatchSource {
    /** What reports call the examples. */
    String name();

    /** Equal for equal examples in equal splits. */
    String fingerprint();

    /** Whether labels are classes, one-hot, so that accuracy can be measured. */
    boolean isClassification();

    /** Whether there is a test split. */
    boolean hasTest();

    /**
     * The optimizer updates of one epoch.
     *
     * @throws IllegalArgumentException if the batch size is below 1 or larger than the examples allow
     */
    long stepsPerEpoch(long batchSize);

    /**
     * A new stream of training batches.
     *
     * @param batchSize a size that {@link #stepsPerEpoch} accepts
     * @param seed the order of the examples; equal seeds give equal streams
     */
    BatchStream stream(long batchSize, long seed);

    /**
     * The examples of a split in batches of any size, the same at every call.
     *
     * @throws IllegalArgumentException if there is no such split
     */
    Iterable<MultiDataSet> split(Split split);

    /** A part of the examples on which networks are evaluated. */
    public enum Split {
        /** A fixed part of the training split, as large as the validation split if it has that number of examples. */
        TRAIN,
        /** What learning rates are judged by. */
        VALIDATION,
        /** Looked at once, for the finalists. */
        TEST;

        /** The refusal of data that do not have this split. */
        IllegalArgumentException missingIn(String data) {
            return new IllegalArgumentException("'" + data + "' has no " + name().toLowerCase(Locale.ROOT) + " split");
        }
    }
}
