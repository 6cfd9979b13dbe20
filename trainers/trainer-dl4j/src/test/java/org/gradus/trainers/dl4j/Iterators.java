package org.gradus.trainers.dl4j;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.gradus.trainers.dl4j.data.Examples;
import org.gradus.trainers.dl4j.data.IteratorData;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.dataset.api.MultiDataSetPreProcessor;
import org.nd4j.linalg.dataset.api.iterator.MultiDataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

/** Iterators as users have them, over the images of {@link Tiny}. */
final class Iterators {
    private Iterators() {}

    /** Data sets of one example each. */
    static List<DataSet> images(int size, long seed) {
        Examples examples = Tiny.examples(size, seed);
        List<DataSet> all = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            MultiDataSet one = examples.allocate(1);
            examples.copy(new int[] {i}, 0, one);
            all.add(new DataSet(one.getFeatures(0), one.getLabels(0)));
        }
        return all;
    }

    /**
     * Shuffles at every reset and adds noise to every batch, all from one generator that is never seeded again: what it
     * gives depends on all that was drawn before.
     */
    static final class Distorting extends ListDataSetIterator<DataSet> {
        private final transient List<DataSet> images;
        private final int batchSize;
        private final Random random;
        private transient ListDataSetIterator<DataSet> current;

        Distorting(List<DataSet> images, int batchSize, long seed) {
            super(images, batchSize);
            this.images = new ArrayList<>(images);
            this.batchSize = batchSize;
            this.random = new Random(seed);
            this.current = shuffled();
        }

        private ListDataSetIterator<DataSet> shuffled() {
            Collections.shuffle(images, random);
            return new ListDataSetIterator<>(images, batchSize);
        }

        @Override
        public synchronized boolean hasNext() {
            return current.hasNext();
        }

        @Override
        public synchronized DataSet next() {
            DataSet batch = current.next();
            batch.getFeatures().addi(0.1 * random.nextGaussian());
            batch.getFeatures()
                    .addi(Nd4j.rand(DataType.FLOAT, batch.getFeatures().shape()).muli(0.1));
            return batch;
        }

        @Override
        public synchronized void reset() {
            current = shuffled();
        }
    }

    /** 100 images for training and 30 for validation and test each. */
    static IteratorData distorting() {
        List<DataSet> train = images(100, 1);
        List<DataSet> validation = images(30, 2);
        List<DataSet> test = images(30, 3);
        return IteratorData.of(
                "distorted",
                (batchSize, seed) -> new Distorting(train, batchSize, seed),
                () -> new ListDataSetIterator<>(validation, 20),
                () -> new ListDataSetIterator<>(test, 20));
    }

    /** Two inputs of 2 numbers and one; and two outputs: which of them is larger, and their sum. */
    static List<MultiDataSet> pairs(int batches, int batchSize, long seed) {
        Random random = new Random(seed);
        List<MultiDataSet> all = new ArrayList<>();
        for (int b = 0; b < batches; b++) {
            INDArray left = Nd4j.create(DataType.FLOAT, batchSize, 2);
            INDArray right = Nd4j.create(DataType.FLOAT, batchSize, 1);
            INDArray larger = Nd4j.zeros(DataType.FLOAT, batchSize, 2);
            INDArray sum = Nd4j.create(DataType.FLOAT, batchSize, 1);
            for (int i = 0; i < batchSize; i++) {
                double one = random.nextDouble();
                double other = random.nextDouble();
                left.putScalar(i, 0, one);
                left.putScalar(i, 1, other);
                right.putScalar(i, 0, one - other);
                larger.putScalar(i, one > other ? 0 : 1, 1);
                sum.putScalar(i, 0, one + other);
            }
            all.add(new org.nd4j.linalg.dataset.MultiDataSet(
                    new INDArray[] {left, right}, new INDArray[] {larger, sum}));
        }
        return all;
    }

    /** The batches of a list, in its order. */
    static final class Pairs implements MultiDataSetIterator {
        private final transient List<MultiDataSet> batches;
        private transient Iterator<MultiDataSet> rest;

        Pairs(List<MultiDataSet> batches) {
            this.batches = batches;
            this.rest = batches.iterator();
        }

        @Override
        public boolean hasNext() {
            return rest.hasNext();
        }

        @Override
        public MultiDataSet next() {
            return rest.next();
        }

        @Override
        public MultiDataSet next(int examples) {
            throw new UnsupportedOperationException("batches come as they are");
        }

        @Override
        public void setPreProcessor(@Nullable MultiDataSetPreProcessor preProcessor) {
            throw new UnsupportedOperationException("batches come as they are");
        }

        @Override
        public @Nullable MultiDataSetPreProcessor getPreProcessor() {
            return null;
        }

        @Override
        public boolean resetSupported() {
            return true;
        }

        @Override
        public boolean asyncSupported() {
            return false;
        }

        @Override
        public void reset() {
            rest = batches.iterator();
        }
    }
}
