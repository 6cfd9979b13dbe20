package org.gradus.trainers.dl4j;

import java.util.Arrays;
import java.util.Random;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Random examples with a single layer on them, linear or logistic, whose Hessian is known: with a column of ones for the
 * bias in X, 2XᵀX/nk for the mean squared error of k outputs (Deeplearning4j divides by both), and XᵀX/4n for the
 * logistic loss of one output at weights 0.
 */
public final class Regression {
    static final int EXAMPLES = 64;
    static final int INPUTS = 6;
    private static final int OUTPUTS = 2;

    private final RealMatrix features = new Array2DRowRealMatrix(EXAMPLES, INPUTS + 1);
    private final double[][] labels = new double[EXAMPLES][OUTPUTS];

    private Regression(Random random) {
        for (int i = 0; i < EXAMPLES; i++) {
            double shared = random.nextGaussian();
            for (int j = 0; j < INPUTS; j++) {
                features.setEntry(i, j, shared + 0.5 * random.nextGaussian());
            }
            features.setEntry(i, INPUTS, 1);
            for (int k = 0; k < OUTPUTS; k++) {
                labels[i][k] = shared + random.nextGaussian();
            }
        }
    }

    public static Regression of(long seed) {
        return new Regression(new Random(seed));
    }

    /** The largest eigenvalue of the mean squared error's Hessian; L2 terms are on weights alone. */
    public double largestCurvature(double l2) {
        RealMatrix hessian = features.transpose().multiply(features).scalarMultiply(2.0 / (EXAMPLES * OUTPUTS));
        for (int j = 0; j < INPUTS; j++) {
            hessian.addToEntry(j, j, l2);
        }
        return largest(hessian);
    }

    public double largestLogisticCurvature() {
        return largest(features.transpose().multiply(features).scalarMultiply(0.25 / EXAMPLES));
    }

    private static double largest(RealMatrix matrix) {
        return Arrays.stream(new EigenDecomposition(matrix).getRealEigenvalues())
                .max()
                .orElseThrow();
    }

    public DataSet data() {
        return data(DataType.FLOAT);
    }

    public DataSet data(DataType type) {
        return new DataSet(
                Nd4j.createFromArray(inputs()).castTo(type),
                Nd4j.createFromArray(labels).castTo(type));
    }

    /** Whether the first label is positive. */
    public DataSet classes(DataType type) {
        double[][] classes = new double[EXAMPLES][1];
        Arrays.setAll(classes, i -> new double[] {labels[i][0] > 0 ? 1 : 0});
        return new DataSet(
                Nd4j.createFromArray(inputs()).castTo(type),
                Nd4j.createFromArray(classes).castTo(type));
    }

    private double[][] inputs() {
        return features.getSubMatrix(0, EXAMPLES - 1, 0, INPUTS - 1).getData();
    }

    public MultiLayerNetwork network(IUpdater updater, double l2) {
        return network(updater, l2, DataType.FLOAT);
    }

    public MultiLayerNetwork network(IUpdater updater, double l2, DataType type) {
        return network(updater, l2, type, LossFunction.MSE);
    }

    public MultiLayerNetwork logistic(DataType type) {
        MultiLayerNetwork network = network(new org.nd4j.linalg.learning.config.Sgd(1), 0, type, LossFunction.XENT);
        network.params().assign(0);
        return network;
    }

    private static MultiLayerNetwork network(IUpdater updater, double l2, DataType type, LossFunction loss) {
        boolean logistic = loss == LossFunction.XENT;
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .dataType(type)
                .seed(3)
                .updater(updater)
                .l2(l2)
                .list()
                .layer(new OutputLayer.Builder(loss)
                        .nIn(INPUTS)
                        .nOut(logistic ? 1 : OUTPUTS)
                        .activation(logistic ? Activation.SIGMOID : Activation.IDENTITY)
                        .build())
                .build());
        network.init();
        return network;
    }
}
