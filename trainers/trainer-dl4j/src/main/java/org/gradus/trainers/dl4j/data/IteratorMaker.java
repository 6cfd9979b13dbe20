package org.gradus.trainers.dl4j.data;

import java.lang.ref.WeakReference;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import org.gradus.trainers.dl4j.internal.data.CheckedIterator;
import org.gradus.trainers.dl4j.internal.network.ExceptionSummary;
import org.gradus.trainers.dl4j.internal.network.Network;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.dataset.adapter.MultiDataSetIteratorAdapter;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.dataset.api.iterator.MultiDataSetIterator;

/** Makes the iterators of one split by the user's function, and sees to it that each is a new one. Thread-safe. */
final class IteratorMaker {
    private final String words;
    private final BiFunction<Integer, Long, MultiDataSetIterator> function;

    private IteratorMaker(String words, BiFunction<Integer, Long, MultiDataSetIterator> function) {
        this.words = words;
        this.function = function;
    }

    static IteratorMaker single(Split split, String data, IteratorData.Maker<? extends DataSetIterator> maker) {
        String words = words(split, data);
        Fresh fresh = new Fresh(words);
        return new IteratorMaker(
                words,
                (batchSize, seed) -> new MultiDataSetIteratorAdapter(fresh.require(maker.make(batchSize, seed))));
    }

    static IteratorMaker multi(Split split, String data, IteratorData.Maker<? extends MultiDataSetIterator> maker) {
        String words = words(split, data);
        Fresh fresh = new Fresh(words);
        return new IteratorMaker(words, (batchSize, seed) -> fresh.require(maker.make(batchSize, seed)));
    }

    private static String words(Split split, String data) {
        return "the " + split.name().toLowerCase(Locale.ROOT) + " iterator of '" + data + "'";
    }

    /** Remembers the iterator made last, as long as anybody else does. */
    private static final class Fresh {
        private final String words;
        private final AtomicReference<WeakReference<Object>> last = new AtomicReference<>(new WeakReference<>(null));

        Fresh(String words) {
            this.words = words;
        }

        <I> I require(@Nullable I made) {
            if (made == null) {
                throw new IllegalStateException(words + " is null");
            }
            if (last.getAndSet(new WeakReference<>(made)).refersTo(made)) {
                throw new IllegalStateException(words + " is the same object at each call, but holds state"
                        + "\nMaybe it is made outside of the function that gives it.");
            }
            return made;
        }
    }

    /**
     * A new iterator.
     *
     * @throws IllegalStateException if the function throws, or its answer is none or the one before
     */
    MultiDataSetIterator make(int batchSize, long seed) {
        Network.seed(seed);
        try {
            return function.apply(batchSize, seed);
        } catch (IllegalStateException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new IllegalStateException(words + " cannot be made: " + ExceptionSummary.of(e), e);
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
