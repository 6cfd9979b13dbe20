package org.gradus.trainers.dl4j.data;

import java.lang.ref.WeakReference;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.gradus.core.training.TrainingException;
import org.gradus.trainers.dl4j.data.BatchSource.Split;
import org.gradus.trainers.dl4j.internal.data.CheckedIterator;
import org.gradus.trainers.dl4j.internal.network.Network;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.dataset.api.iterator.MultiDataSetIterator;

/** Makes the iterators of one split by the user's function, and checks that each is a new one. Thread-safe. */
final class IteratorMaker {
    private final String words;
    private final IteratorData.Maker<MultiDataSetIterator> function;

    /** The iterator made last, as long as anybody else remembers it. */
    private final AtomicReference<WeakReference<Object>> last = new AtomicReference<>(new WeakReference<>(null));

    /**
     * Makes iterators by a user's function.
     *
     * @param form turns what it gives into what networks are trained from
     */
    <I> IteratorMaker(
            Split split, String data, IteratorData.Maker<? extends I> maker, Function<I, MultiDataSetIterator> form) {
        this.words = "the " + split.name().toLowerCase(Locale.ROOT) + " iterator of '" + data + "'";
        this.function = (batchSize, seed) -> form.apply(requireNew(maker.make(batchSize, seed)));
    }

    private <I> I requireNew(@Nullable I made) {
        if (made == null) {
            throw new IllegalStateException(words + " is null");
        }
        if (last.getAndSet(new WeakReference<>(made)).refersTo(made)) {
            throw new IllegalStateException(words + " is the same object at each call, but holds state"
                    + "\nMaybe it is made outside of the function that gives it.");
        }
        return made;
    }

    /**
     * A new iterator.
     *
     * @throws IllegalStateException if the function throws, or returns none or the same as before
     */
    MultiDataSetIterator make(int batchSize, long seed) {
        Network.seed(seed);
        try {
            return function.make(batchSize, seed);
        } catch (IllegalStateException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new IllegalStateException(words + " cannot be made: " + TrainingException.summary(e), e);
        }
    }

    /** A pass of a new iterator, by batches of a size. */
    CheckedIterator pass(int batchSize, long seed) {
        return new CheckedIterator(words, make(batchSize, seed), seed);
    }

    /** A pass of a new iterator over a split that is only evaluated. */
    CheckedIterator pass() {
        return pass(0, 0);
    }

    /** Which iterator it is, for messages. */
    @Override
    public String toString() {
        return words;
    }
}
