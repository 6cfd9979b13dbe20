package org.gradus.trainers.dl4j.internal.network;

import java.util.Map;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.gradus.core.curve.Evaluation;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/**
 * Measures a network on examples, in evaluation mode and without regularization terms. Softmax with cross entropy, the
 * usual case, takes one forward pass; anything else takes two.
 */
final class Evaluator {
    private final Network network;
    private final boolean classification;

    /** The bound that Deeplearning4j's cross entropy keeps probabilities above, or NaN if the loss is another. */
    private final double smallestProbability;

    Evaluator(Network network, boolean classification) {
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
    Evaluation evaluate(Iterable<MultiDataSet> batches) {
        Network.releaseWorkspaces();
        try {
            return measure(batches);
        } finally {
            Network.releaseWorkspaces();
        }
    }

    private Evaluation measure(Iterable<MultiDataSet> batches) {
        Sum sum = new Sum();
        for (MultiDataSet batch : batches) {
            INDArray labels = batch.getLabels(0);
            boolean fast = !Double.isNaN(smallestProbability)
                    && labels.rank() == 2
                    && batch.getLabels().length == 1
                    && batch.getLabelsMaskArrays() == null;
            if (fast) {
                INDArray probabilities = network.output(batch)[0];
                addProbabilities(sum, labels, probabilities);
                if (probabilities.closeable()) {
                    probabilities.close();
                }
            } else {
                addGeneral(sum, batch);
            }
        }
        double loss = sum.loss / sum.examples;
        return classification
                ? new Evaluation(loss, Map.of(Evaluation.ACCURACY, sum.right / sum.counted))
                : Evaluation.ofLoss(loss);
    }

    /** Cross entropy as {@link LossMCXENT} has it: probabilities are clipped on both sides. */
    private void addProbabilities(Sum sum, INDArray labels, INDArray probabilities) {
        float[] truth = floats(labels);
        float[] said = floats(probabilities);
        int classes = (int) labels.size(1);
        for (int row = 0; row < truth.length; row += classes) {
            for (int i = row; i < row + classes; i++) {
                if (truth[i] != 0) {
                    double clipped = Math.min(1 - smallestProbability, Math.max(smallestProbability, said[i]));
                    sum.loss -= truth[i] * Math.log(clipped);
                }
            }
            sum.right += largest(truth, row, classes) == largest(said, row, classes) ? 1 : 0;
        }
        sum.examples += labels.size(0);
        sum.counted += labels.size(0);
    }

    private void addGeneral(Sum sum, MultiDataSet batch) {
        long size = batch.getLabels(0).size(0);
        sum.loss += network.meanLoss(batch) * size;
        sum.examples += size;
        if (classification) {
            org.nd4j.evaluation.classification.Evaluation accuracy =
                    new org.nd4j.evaluation.classification.Evaluation();
            INDArray[] masks = batch.getLabelsMaskArrays();
            accuracy.eval(batch.getLabels(0), network.output(batch)[0], masks == null ? null : masks[0]);
            double rows = accuracy.getNumRowCounter();
            sum.right += accuracy.accuracy() * rows;
            sum.counted += rows;
        }
    }

    private static float[] floats(INDArray array) {
        boolean asItIs = array.ordering() == 'c' && !array.isView();
        return (asItIs ? array : array.dup('c')).data().asFloat();
    }

    private static int largest(float[] values, int from, int count) {
        int largest = from;
        for (int i = from + 1; i < from + count; i++) {
            if (values[i] > values[largest]) {
                largest = i;
            }
        }
        return largest - from;
    }

    private static final class Sum {
        private double loss;
        private double examples;
        private double right;
        private double counted;
    }
}
