package org.gradus.trainers.dl4j.internal.training;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.function.Function;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.Scale;
import org.gradus.core.space.SearchSpace;
import org.gradus.trainers.dl4j.Dl4jTrainer;
import org.gradus.trainers.dl4j.Tiny;
import org.gradus.trainers.dl4j.data.Examples;
import org.gradus.trainers.dl4j.data.InMemoryData;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class PreflightTest {
    private static final SearchSpace RATE = SearchSpace.learningRate(1e-4, 1);

    private static void check(Function<Configuration, MultiLayerConfiguration> network, SearchSpace space) {
        Dl4jTrainer.of(network, Tiny.data()).withBatchSize(16).check(space);
    }

    private static MultiLayerConfiguration dense(int inputs, int outputs) {
        return new NeuralNetConfiguration.Builder()
                .updater(new Sgd(0.1))
                .list()
                .layer(new DenseLayer.Builder().nIn(inputs).nOut(4).build())
                .layer(new OutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(4)
                        .nOut(outputs)
                        .build())
                .build();
    }

    @Test
    void networkThatFitsIsAccepted() {
        assertThatCode(() -> check(Tiny::convolutional, RATE)).doesNotThrowAnyException();
    }

    @Test
    void everyCategoryIsTried() {
        SearchSpace space = SearchSpace.builder()
                .learningRate(1e-4, 1)
                .categorical("updater", "sgd", "nesterovs", "lion", "adam")
                .build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> check(c -> Tiny.convolutional(Tiny.updater(c.category("updater"), 1)), space))
                .withMessage("(learningRate=1e-2, updater=lion) cannot be trained: unknown updater 'lion'");
    }

    @Test
    void updaterWithoutARateIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> check(c -> Tiny.convolutional(new AdaDelta()), RATE))
                .withMessageContaining("the network's updater AdaDelta has no learning rate to search\n"
                        + "Maybe take Sgd, Nesterovs, Adam or RmsProp.");
    }

    @Test
    void networkThatLearnsNothingIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> check(c -> Tiny.convolutional(new NoOp()), RATE))
                .withMessageContaining("no updater with a learning rate");
    }

    @Test
    void inputsThatDoNotFitAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> check(c -> dense(65, 3), RATE))
                .withMessageContaining("cannot be trained: ");
    }

    @Test
    void outputsThatDoNotFitAreRefused() {
        Examples flat = Examples.ofClasses(new float[8], new long[] {2}, new int[] {0, 1, 2, 0}, 3);
        Dl4jTrainer trainer = Dl4jTrainer.of(c -> dense(2, 5), InMemoryData.of("flat", flat, flat))
                .withBatchSize(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trainer.check(RATE))
                .withMessageContaining("the network's output has the shape [4, 5], but the labels have [4, 3]\n"
                        + "Maybe nOut of the output layer is not the number of classes.");
    }

    @Test
    void batchThatIsTooLargeIsRefused() {
        SearchSpace space = SearchSpace.builder()
                .learningRate(1e-4, 1)
                .integer("batch", 16, 128, Scale.LOG)
                .build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> check(Tiny::convolutional, space))
                .withMessageContaining("batch=128")
                .withMessageContaining("the batch size must be within [1, 100]");
    }

    @Test
    void functionWithoutANetworkIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> check(c -> null, RATE))
                .withMessageContaining("the network function gave no network");
    }
}
