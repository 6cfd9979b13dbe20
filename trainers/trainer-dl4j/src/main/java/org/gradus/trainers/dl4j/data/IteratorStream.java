package org.gradus.trainers.dl4j.data;

import org.gradus.core.trial.Seeds;
import org.gradus.trainers.dl4j.internal.data.CheckedIterator;
import org.gradus.trainers.dl4j.internal.network.Network;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.dataset.api.iterator.MultiDataSetIterator;

/** The training batches of one iterator, epoch after epoch. What lies before the first step asked for is drawn and let go. */
final class IteratorStream implements BatchStream {
    private final String words;
    private final MultiDataSetIterator iterator;
    private final long seed;
    private final long stepsPerEpoch;
    private @Nullable CheckedIterator epoch;
    private long drawn;

    IteratorStream(IteratorMaker maker, int batchSize, long seed, long stepsPerEpoch) {
        this.words = maker.toString();
        this.iterator = maker.make(batchSize, seed);
        this.seed = seed;
        this.stepsPerEpoch = stepsPerEpoch;
    }

    @Override
    public MultiDataSet batch(long step) {
        if (step <= drawn) {
            throw new IllegalArgumentException(
                    "the batch of step " + step + " was asked for after that of step " + drawn);
        }
        while (drawn < step - 1) {
            draw();
        }
        return draw();
    }

    private MultiDataSet draw() {
        CheckedIterator current = epoch;
        if (current == null || drawn % stepsPerEpoch == 0) {
            current = begin(current);
        }
        if (!current.hasNext()) {
            throw notAsCounted("fewer");
        }
        drawn++;
        return current.next();
    }

    private CheckedIterator begin(@Nullable CheckedIterator before) {
        long seedOfEpoch = Seeds.mix(seed, drawn / stepsPerEpoch);
        if (before != null) {
            if (before.hasNext()) {
                throw notAsCounted("more");
            }
            Network.seed(seedOfEpoch);
            iterator.reset();
        }
        CheckedIterator begun = new CheckedIterator(words, iterator, seedOfEpoch);
        epoch = begun;
        return begun;
    }

    private IllegalStateException notAsCounted(String fewerOrMore) {
        return new IllegalStateException(words + " gives " + fewerOrMore + " batches in epoch "
                + ((Math.max(1, drawn) - 1) / stepsPerEpoch + 1) + " than the " + stepsPerEpoch
                + " that were counted");
    }
}
