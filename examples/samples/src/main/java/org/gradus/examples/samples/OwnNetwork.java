package org.gradus.examples.samples;

import java.util.Random;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.gradus.core.engine.Search;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.space.Configuration;
import org.gradus.core.trial.Objective;
import org.gradus.trainers.dl4j.Dl4jTrainer;
import org.gradus.trainers.dl4j.data.Examples;
import org.gradus.trainers.dl4j.data.InMemoryData;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Your own network and your own arrays: is a point inside a circle? The width of the hidden layer is searched, too. */
final class OwnNetwork {
    private OwnNetwork() {}

    public static void main(String[] args) {
        InMemoryData data = InMemoryData.of("circle", points(512, 1), points(256, 2), points(256, 3));
        StudyResult result = Search.of(Dl4jTrainer.of(OwnNetwork::configure, data))
                .learningRate(1e-4, 1.0)
                .integer("hidden", 4, 64)
                .objective(Objective.maximize("validationAccuracy"))
                .trials(8)
                .epochs(5)
                .seed(1)
                .run();
        System.out.println("best: " + result.best().trial().configuration());
    }

    /** Any network with an updater that has a rate; the trainer sets that at each step. */
    private static MultiLayerConfiguration configure(Configuration configuration) {
        int hidden = (int) configuration.integer("hidden");
        return new NeuralNetConfiguration.Builder()
                .updater(new Adam())
                .activation(Activation.RELU)
                .list()
                .layer(new DenseLayer.Builder().nIn(2).nOut(hidden).build())
                .layer(new OutputLayer.Builder(LossFunction.MCXENT)
                        .activation(Activation.SOFTMAX)
                        .nOut(2)
                        .nIn(hidden)
                        .build())
                .build();
    }

    private static Examples points(int count, long seed) {
        Random random = new Random(seed);
        float[] features = new float[2 * count];
        int[] classes = new int[count];
        for (int i = 0; i < count; i++) {
            double x = random.nextGaussian();
            double y = random.nextGaussian();
            features[2 * i] = (float) x;
            features[2 * i + 1] = (float) y;
            classes[i] = x * x + y * y < 1 ? 1 : 0;
        }
        return Examples.ofClasses(features, new long[] {2}, classes, 2);
    }
}
