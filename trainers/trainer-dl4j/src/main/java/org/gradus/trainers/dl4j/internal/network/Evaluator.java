package org.gradus.trainers.dl4j.internal.network;

import java.util.Optional;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.gradus.core.curve.Evaluation;
import org.gradus.trainers.dl4j.internal.fused.FusedEvaluation;
import org.gradus.trainers.dl4j.internal.fused.Tally;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/**
 * Measures a network on examples, in evaluation mode and without regularization terms. Networks that have stages of their own, and softmax with
 * cross entropy, take one forward pass; anything else takes two.
 */
public final class Evaluator {
    private final Network network;
    private final boolean classification;

    /** The bound that Deeplearning4j's cross entropy keeps probabilities above, or NaN if the loss is another. */
    private final double smallestProbability;

    public Evaluator(Network network, boolean classification) {
        this.network = network;
        this.classification = classification;
        this.smallestProbability = smallestProbability(network.outputLayer());
    }

    private static double smallestProbability(@Nullable Layer layer) {
        if (layer instanceof BaseOutputLayer output && output.getActivationFn() instanceof ActivationSoftmax) {
            ILossFunction loss = output.getLossFn();
            if (loss instanceof LossMCXENT entropy && entropy.getWeights() == null) {
                return entropy.getSoftmaxClipEps();
            }
        }
        return Double.NaN;
    }

    /**
     * The mean over all examples. The thread's working memory is given back before and after: ND4J fits the size of one part
     * of it to the first uses, and never again, so that what follows would allocate and free at every operation.
     */
    public Evaluation evaluate(Iterable<MultiDataSet> batches) {
        Network.releaseWorkspaces();
        try {
            return measure(batches);
        } finally {
            Network.releaseWorkspaces();
        }
    }

    private Evaluation measure(Iterable<MultiDataSet> batches) {
        Tally tally = new Tally(classification);
        Optional<FusedEvaluation> fused = network.evaluation(tally);
        for (MultiDataSet batch : batches) {
            boolean taken = fused.isPresent()
                    && isCountedByLargest(batch)
                    && fused.get().add(batch);
            if (!taken) {
                add(tally, batch);
            }
        }
        fused.ifPresent(FusedEvaluation::finish);
        return tally.mean();
    }

    /** Whether a class is right if its output is the largest: a single output has a threshold instead. */
    private boolean isCountedByLargest(MultiDataSet batch) {
        return !classification || batch.getLabels(0).size(1) > 1;
    }

    private void add(Tally tally, MultiDataSet batch) {
        INDArray labels = batch.getLabels(0);
        boolean fast = !Double.isNaN(smallestProbability)
                && labels.rank() == 2
                && batch.getLabels().length == 1
                && batch.getLabelsMaskArrays() == null;
        if (fast) {
            INDArray said = network.output(batch)[0];
            tally.addProbabilities(
                    floats(labels), floats(said), (int) labels.size(1), (int) labels.size(0), smallestProbability);
            if (said.closeable()) {
                said.close();
            }
        } else {
            addGeneral(tally, batch);
        }
    }

    private void addGeneral(Tally tally, MultiDataSet batch) {
        long size = batch.getLabels(0).size(0);
        tally.addLoss(network.meanLoss(batch) * size, size);
        if (classification) {
            org.nd4j.evaluation.classification.Evaluation accuracy =
                    new org.nd4j.evaluation.classification.Evaluation();
            INDArray[] masks = batch.getLabelsMaskArrays();
            accuracy.eval(batch.getLabels(0), network.output(batch)[0], masks == null ? null : masks[0]);
            double rows = accuracy.getNumRowCounter();
            tally.addAccuracy(accuracy.accuracy() * rows, rows);
        }
    }

    private static float[] floats(INDArray array) {
        boolean asItIs = array.ordering() == 'c' && !array.isView();
        return (asItIs ? array : array.dup('c')).data().asFloat();
    }
}
