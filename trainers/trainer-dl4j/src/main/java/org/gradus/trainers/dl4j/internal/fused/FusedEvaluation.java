package org.gradus.trainers.dl4j.internal.fused;

import java.nio.FloatBuffer;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * An evaluation that takes examples together whatever batches they come in: enough that native operations pay, and few enough that what they
 * read and write stays in the cache. Parameters stay the same while it lasts.
 */
public final class FusedEvaluation {
    private final Predicate<MultiDataSet> plain;
    private final Function<long[], Optional<EvaluatedShape>> shapes;
    private final Tally tally;
    private final Set<FusedNetwork> begun = new HashSet<>();
    private @Nullable EvaluatedShape shape;
    private float[] features = {};
    private float[] labels = {};
    private int waiting;

    /**
     * An evaluation.
     *
     * @param plain which batches it can take
     * @param shapes the networks for a batch of one example of a shape
     * @param tally to which examples are added
     */
    FusedEvaluation(Predicate<MultiDataSet> plain, Function<long[], Optional<EvaluatedShape>> shapes, Tally tally) {
        this.plain = plain;
        this.shapes = shapes;
        this.tally = tally;
    }

    /**
     * Takes a batch, which may change afterwards.
     *
     * @return false if this network or batch must be evaluated otherwise
     */
    public boolean add(MultiDataSet batch) {
        if (!plain.test(batch)) {
            return false;
        }
        INDArray given = batch.getFeatures(0);
        INDArray truth = batch.getLabels(0);
        long[] one = given.shape().clone();
        one[0] = 1;
        if (shape == null || !shape.isOf(one)) {
            begin(one);
        }
        EvaluatedShape known = shape;
        if (known == null || !known.fits(truth)) {
            return false;
        }
        take(known, numbers(given), numbers(truth), (int) given.size(0));
        return true;
    }

    private void begin(long[] one) {
        finish();
        Optional<EvaluatedShape> next = shapes.apply(one);
        shape = next.orElse(null);
        features = new float[next.map(to -> to.examples() * to.values()).orElse(0)];
        labels = new float[next.map(to -> to.examples() * to.labels()).orElse(0)];
    }

    private void take(EvaluatedShape into, FloatBuffer given, FloatBuffer truth, int count) {
        for (int from = 0; from < count; ) {
            int taken = Math.min(count - from, into.examples() - waiting);
            given.get(from * into.values(), features, waiting * into.values(), taken * into.values());
            truth.get(from * into.labels(), labels, waiting * into.labels(), taken * into.labels());
            waiting += taken;
            from += taken;
            if (waiting == into.examples()) {
                finish();
            }
        }
    }

    private static FloatBuffer numbers(INDArray array) {
        boolean asItIs = array.dataType() == DataType.FLOAT && array.ordering() == 'c' && !array.isView();
        return asItIs
                ? array.data().asNioFloat()
                : FloatBuffer.wrap(array.castTo(DataType.FLOAT).dup('c').data().asFloat());
    }

    /** Evaluates what still waits. */
    public void finish() {
        if (waiting > 0 && shape != null) {
            FusedNetwork network = shape.network(waiting);
            if (begun.add(network)) {
                network.begin();
            }
            network.measure(features, labels, waiting, tally);
            waiting = 0;
        }
    }
}
