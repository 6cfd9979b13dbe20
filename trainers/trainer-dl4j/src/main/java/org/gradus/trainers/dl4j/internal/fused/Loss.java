package org.gradus.trainers.dl4j.internal.fused;

import java.util.Optional;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossL1;
import org.nd4j.linalg.lossfunctions.impl.LossL2;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

/** An output layer's activation function and loss, as Deeplearning4j has them: of rows of equal width. */
interface Loss {
    /** Makes outputs of sums, in place. */
    void activate(float[] rows, int width);

    /** The loss of a row of outputs, from a place on. */
    double of(float[] truth, float[] said, int from, int width);

    /** Makes gradients at the sums of the outputs, in place. */
    void differentiate(float[] said, float[] truth, int width);

    /** The loss of an output layer's outputs; empty if it is none of these. */
    static Optional<Loss> of(ILossFunction loss, IActivation activation) {
        if (activation instanceof ActivationSoftmax) {
            return loss instanceof LossMCXENT entropy && entropy.getWeights() == null
                    ? Optional.of(new CrossEntropy(entropy.getSoftmaxClipEps()))
                    : Optional.empty();
        }
        if (loss.getClass() == LossBinaryXENT.class) {
            LossBinaryXENT entropy = (LossBinaryXENT) loss;
            return activation instanceof ActivationSigmoid && entropy.getWeights() == null && entropy.getClipEps() > 0
                    ? Optional.of(new BinaryCrossEntropy((float) entropy.getClipEps()))
                    : Optional.empty();
        }
        return activation instanceof ActivationIdentity
                ? Difference.of(loss, Optional.empty())
                : ActivationFunction.of(activation)
                        .filter(function -> !function.isOfArgument())
                        .flatMap(function -> Difference.of(loss, Optional.of(function)));
    }

    /**
     * Softmax with cross entropy: the loss caps probabilities, the gradient does not.
     *
     * @param smallest the probability below which the loss is capped
     */
    record CrossEntropy(double smallest) implements Loss {
        @Override
        public void activate(float[] rows, int width) {
            for (int row = 0; row < rows.length; row += width) {
                softmax(rows, row, width);
            }
        }

        private static void softmax(float[] rows, int row, int width) {
            float largest = rows[row];
            for (int i = row + 1; i < row + width; i++) {
                largest = Math.max(largest, rows[i]);
            }
            double sum = 0;
            for (int i = row; i < row + width; i++) {
                rows[i] = (float) Math.exp(rows[i] - largest);
                sum += rows[i];
            }
            float factor = (float) (1 / sum);
            for (int i = row; i < row + width; i++) {
                rows[i] *= factor;
            }
        }

        /** A probability within the bounds of Deeplearning4j's loss; NaN stays. */
        private double capped(float probability) {
            return Math.min(1 - smallest, Math.max(smallest, probability));
        }

        @Override
        public double of(float[] truth, float[] said, int from, int width) {
            double loss = 0;
            for (int i = from; i < from + width; i++) {
                if (truth[i] != 0) {
                    loss -= truth[i] * Math.log(capped(said[i]));
                }
            }
            return loss;
        }

        @Override
        public void differentiate(float[] said, float[] truth, int width) {
            for (int i = 0; i < said.length; i++) {
                said[i] -= truth[i];
            }
        }
    }

    /**
     * A sigmoid with the cross entropy of each output: loss and gradient cap probabilities on both sides.
     *
     * @param smallest the probability below which they do
     */
    record BinaryCrossEntropy(float smallest) implements Loss {
        @Override
        public void activate(float[] rows, int width) {
            Kernels.sigmoid(rows, 0, rows.length);
        }

        private float capped(float probability) {
            return Math.min(1 - smallest, Math.max(smallest, probability));
        }

        @Override
        public double of(float[] truth, float[] said, int from, int width) {
            double loss = 0;
            for (int i = from; i < from + width; i++) {
                double probability = capped(said[i]);
                loss -= truth[i] * Math.log(probability) + (1 - truth[i]) * Math.log(1 - probability);
            }
            return loss;
        }

        @Override
        public void differentiate(float[] said, float[] truth, int width) {
            for (int i = 0; i < said.length; i++) {
                float probability = capped(said[i]);
                float slope = said[i] * (1 - said[i]);
                said[i] = (probability - truth[i]) / (probability * (1 - probability)) * slope;
            }
        }
    }

    /**
     * Squares or absolute values of differences. Deeplearning4j's mean of absolute values is a sum in evaluations, and left to it.
     *
     * @param isSquare which of them
     * @param isMean whether the loss of a row is divided by its width
     * @param function that makes outputs of sums; empty if they are the same
     */
    record Difference(boolean isSquare, boolean isMean, Optional<ActivationFunction> function) implements Loss {
        private static Optional<Loss> of(ILossFunction loss, Optional<ActivationFunction> function) {
            Class<?> kind = loss.getClass();
            boolean square = kind == LossMSE.class || kind == LossL2.class;
            boolean weighted = (loss instanceof LossL2 squares && squares.getWeights() != null)
                    || (loss instanceof LossL1 values && values.getWeights() != null);
            return !weighted && (square || kind == LossL1.class)
                    ? Optional.of(new Difference(square, kind == LossMSE.class, function))
                    : Optional.empty();
        }

        private float share(int width) {
            return isMean ? 1f / width : 1;
        }

        @Override
        public void activate(float[] rows, int width) {
            function.ifPresent(activation -> activation.value().compute(rows, rows.length));
        }

        @Override
        public double of(float[] truth, float[] said, int from, int width) {
            double loss = isSquare
                    ? Kernels.sumOfSquaredDifferences(said, truth, from, width)
                    : Kernels.sumOfDifferences(said, truth, from, width);
            return loss * share(width);
        }

        @Override
        public void differentiate(float[] said, float[] truth, int width) {
            float[] outputs = said.clone();
            float share = share(width);
            for (int i = 0; i < said.length; i++) {
                float apart = said[i] - truth[i];
                said[i] = share * (isSquare ? 2 * apart : Math.signum(apart));
            }
            function.ifPresent(activation -> activation.slope().compute(said, outputs, said.length));
        }
    }
}
