package org.gradus.trainers.dl4j.internal.training;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import org.gradus.core.trial.Seeds;
import org.gradus.trainers.dl4j.data.BatchSource;
import org.gradus.trainers.dl4j.data.BatchSource.Split;
import org.gradus.trainers.dl4j.data.BatchStream;
import org.gradus.trainers.dl4j.internal.data.CheckedIterator;
import org.gradus.trainers.dl4j.internal.data.MultiDataSets;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.dataset.api.iterator.MultiDataSetIterator;

/** Batches as a user has them, without other splits. Every epoch has them in an order of its own. */
public final class GivenBatches implements BatchSource, AutoCloseable {
    private final List<MultiDataSet> batches;
    private final boolean own;

    private GivenBatches(List<MultiDataSet> batches, boolean own) {
        this.batches = ImmutableList.copyOf(batches);
        this.own = own;
    }

    /** The batches themselves, which are only read. */
    public static GivenBatches of(Collection<? extends DataSet> batches) {
        return new GivenBatches(
                batches.stream().<MultiDataSet>map(DataSet::toMultiDataSet).toList(), false);
    }

    /**
     * Copies of the first batches of an iterator, which is put back to its beginning before and after, if it can be.
     *
     * @throws IllegalStateException if it has none, or throws
     */
    public static GivenBatches read(MultiDataSetIterator iterator, int most) {
        List<MultiDataSet> copies = new ArrayList<>();
        try {
            reset(iterator);
            CheckedIterator pass = new CheckedIterator("the data iterator", iterator, 0);
            while (copies.size() < most && pass.hasNext()) {
                copies.add(pass.next().copy());
            }
            reset(iterator);
            return new GivenBatches(copies, true);
        } catch (RuntimeException | Error e) {
            copies.forEach(MultiDataSets::close);
            throw e;
        }
    }

    private static void reset(MultiDataSetIterator iterator) {
        if (iterator.resetSupported()) {
            iterator.reset();
        }
    }

    @Override
    public String name() {
        return "given batches";
    }

    @Override
    public String fingerprint() {
        return name();
    }

    @Override
    public boolean isClassification() {
        return false;
    }

    @Override
    public boolean hasTest() {
        return false;
    }

    /** The number of batches, for any requested size: they have one already. */
    @Override
    public long stepsPerEpoch(long batchSize) {
        return batches.size();
    }

    @Override
    public BatchStream stream(long batchSize, long seed) {
        int count = batches.size();
        return step -> {
            int[] order = Seeds.shuffled(count, new Random(Seeds.mix(seed, (step - 1) / count)));
            return batches.get(order[(int) ((step - 1) % count)]);
        };
    }

    @Override
    public Iterable<MultiDataSet> split(Split split) {
        throw new IllegalArgumentException("given batches have no splits");
    }

    /** Frees what was copied. */
    @Override
    public void close() {
        if (own) {
            batches.forEach(MultiDataSets::close);
        }
    }
}
