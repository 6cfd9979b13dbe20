package org.gradus.examples.samples;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.gradus.core.engine.Search;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.space.Configuration;
import org.gradus.core.trial.Objective;
import org.gradus.trainers.dl4j.Dl4jTrainer;
import org.gradus.trainers.dl4j.data.IteratorData;
import org.gradus.trainers.dl4j.environment.Dl4jEnvironment;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Your own iterators: a regression on batches that Deeplearning4j's iterators deliver. */
final class OwnIterators {
    private OwnIterators() {}

    public static void main(String[] args) {
        Dl4jEnvironment.start(); // Before anything of ND4J.
        List<DataSet> train = waves(256, 1);
        List<DataSet> validation = waves(128, 2);
        IteratorData data = IteratorData.of(
                "waves",
                (batchSize, seed) -> new ListDataSetIterator<>(shuffled(train, seed), batchSize),
                () -> new ListDataSetIterator<>(validation, 64));
        StudyResult result = Search.of(
                        Dl4jTrainer.of(OwnIterators::configure, data).withBatchSize(16))
                .learningRate(1e-4, 1.0)
                .objective(Objective.minimize("validationLoss"))
                .trials(8)
                .epochs(5)
                .seed(1)
                .run();
        System.out.println("best: " + result.best().learningRate());
    }

    /** The order of one training: equal seeds give equal batches. */
    private static List<DataSet> shuffled(List<DataSet> examples, long seed) {
        List<DataSet> shuffled = new ArrayList<>(examples);
        Collections.shuffle(shuffled, new Random(seed));
        return shuffled;
    }

    private static List<DataSet> waves(int count, long seed) {
        Random random = new Random(seed);
        List<DataSet> examples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double x = 6 * random.nextDouble() - 3;
            examples.add(new DataSet(Nd4j.create(new double[][] {{x}}), Nd4j.create(new double[][] {{Math.sin(x)}})));
        }
        return examples;
    }

    private static MultiLayerConfiguration configure(Configuration configuration) {
        return new NeuralNetConfiguration.Builder()
                .updater(new Nesterovs())
                .activation(Activation.TANH)
                .list()
                .layer(new DenseLayer.Builder().nIn(1).nOut(16).build())
                .layer(new OutputLayer.Builder(LossFunction.MSE)
                        .activation(Activation.IDENTITY)
                        .nIn(16)
                        .nOut(1)
                        .build())
                .build();
    }
}
