package org.gradus.trainers.dl4j.internal.data;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.gradus.core.training.TrainingException;
import org.gradus.core.trial.Seeds;
import org.gradus.trainers.dl4j.internal.network.Network;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.dataset.api.iterator.MultiDataSetIterator;

/**
 * The batches of an iterator until its end. What the user's code throws is reported with its place. ND4J's
 * generator is seeded before each draw, so that an iterator which draws from it gives the same in every thread.
 */
public final class CheckedIterator implements Iterator<MultiDataSet> {
    private final String words;
    private final MultiDataSetIterator iterator;
    private final long seed;
    private long drawn;

    /**
     * A pass of an iterator that stands at its beginning.
     *
     * @param words which iterator it is
     * @throws IllegalStateException if there are no batches
     */
    public CheckedIterator(String words, MultiDataSetIterator iterator, long seed) {
        this.words = words;
        this.iterator = iterator;
        this.seed = seed;
        if (!hasNext()) {
            throw new IllegalStateException(words + " has no batches");
        }
    }

    @Override
    public boolean hasNext() {
        return ask(iterator::hasNext);
    }

    @Override
    public MultiDataSet next() {
        if (!hasNext()) {
            throw new NoSuchElementException(words + " has " + drawn + " batches and no more");
        }
        @Nullable MultiDataSet batch = ask(iterator::next);
        drawn++;
        if (batch == null || lacks(batch.getFeatures()) || lacks(batch.getLabels())) {
            throw new IllegalStateException("batch " + drawn + " of " + words + " lacks "
                    + (batch == null ? "everything" : lacks(batch.getFeatures()) ? "features" : "labels"));
        }
        return batch;
    }

    private static boolean lacks(INDArray @Nullable [] arrays) {
        if (arrays == null || arrays.length == 0) {
            return true;
        }
        for (@Nullable INDArray array : arrays) {
            if (array == null || array.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private <T> T ask(Supplier<T> question) {
        Network.seed(Seeds.mix(seed, drawn));
        try {
            return question.get();
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    words + " failed at batch " + (drawn + 1) + ": " + TrainingException.summary(e), e);
        }
    }

    /** Which iterator it is, for messages. */
    @Override
    public String toString() {
        return words;
    }
}
