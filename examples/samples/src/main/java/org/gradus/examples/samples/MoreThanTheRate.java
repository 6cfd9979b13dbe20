package org.gradus.examples.samples;

import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.gradus.core.engine.Search;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.space.Condition;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.Scale;
import org.gradus.core.space.ScheduleFamily;
import org.gradus.core.trial.Objective;
import org.gradus.trainers.dl4j.Dl4jTrainer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** More than the rate: the optimizer, its momentum where it has one, the batch size and the schedule of the rate. */
final class MoreThanTheRate {
    private MoreThanTheRate() {}

    public static void main(String[] args) {
        StudyResult result = Search.of(Dl4jTrainer.of(MoreThanTheRate::configure, FashionImages.load()))
                .learningRate(1e-5, 1.0)
                .categorical("updater", "nesterovs", "adam")
                .real("momentum", 0.5, 0.99, Scale.LINEAR)
                .when(Condition.when("updater", "nesterovs"))
                .integer(Dl4jTrainer.BATCH, 16, 128)
                .categorical(ScheduleFamily.PARAMETER, "constant", "cosine", "one-cycle")
                .objective(Objective.maximize("validationAccuracy"))
                .trials(16)
                .epochs(3)
                .seed(1)
                .run();
        System.out.println("best: " + result.best().trial().configuration());
    }

    /** Batch size and schedule mean something to the trainer; all other parameters are read here. */
    private static MultiLayerConfiguration configure(Configuration configuration) {
        IUpdater updater = configuration.category("updater").equals("adam")
                ? new Adam()
                : new Nesterovs(Nesterovs.DEFAULT_NESTEROV_LEARNING_RATE, configuration.real("momentum"));
        return new NeuralNetConfiguration.Builder()
                .updater(updater)
                .activation(Activation.RELU)
                .list()
                .layer(new DenseLayer.Builder().nOut(32).build())
                .layer(new OutputLayer.Builder(LossFunction.MCXENT)
                        .activation(Activation.SOFTMAX)
                        .nOut(10)
                        .build())
                .setInputType(InputType.convolutional(28, 28, 1))
                .build();
    }
}
