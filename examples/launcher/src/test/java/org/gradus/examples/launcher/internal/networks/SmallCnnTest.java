package org.gradus.examples.launcher.internal.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.examples.launcher.internal.images.ImageShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.regularization.WeightDecay;

class SmallCnnTest {
    private static final Configuration RATE = Configuration.of(new LearningRate(0.25));
    private static final SmallCnn NETWORK = new SmallCnn(new ImageShape(1, 28, 28), 10, Optimizer.NESTEROVS);

    @ParameterizedTest
    @CsvSource({"1,1,1,2", "1,28,28,2", "3,32,32,2", "3,33,20,3", "3,64,64,3", "3,96,96,4"})
    void hasABlockMoreWheneverTheSideDoubles(int channels, int height, int width, int blocks) {
        MultiLayerConfiguration network =
                new SmallCnn(new ImageShape(channels, height, width), 7, Optimizer.SGD).configure(RATE);

        long convolutions = network.getConfs().stream()
                .filter(c -> c.getLayer() instanceof ConvolutionLayer)
                .count();
        assertThat(convolutions).isEqualTo(blocks);
    }

    @ParameterizedTest
    @EnumSource
    void hasTheOptimizerItWasGiven(Optimizer optimizer) {
        MultiLayerConfiguration network = new SmallCnn(new ImageShape(1, 8, 8), 2, optimizer).configure(RATE);

        assertThat(network.getConf(0).getLayer().getUpdaterByParam("W").getLearningRate(0, 0))
                .isEqualTo(0.25);
        assertThat(Optimizer.named(optimizer.word())).isEqualTo(optimizer);
    }

    @Test
    void aConfigurationMayChooseTheOptimizer() {
        Configuration adam = RATE.toBuilder().set(SmallCnn.UPDATER, "adam").build();

        assertThat(NETWORK.configure(RATE).getConf(0).getLayer().getUpdaterByParam("W"))
                .isInstanceOf(Nesterovs.class);
        assertThat(NETWORK.configure(adam).getConf(0).getLayer().getUpdaterByParam("W"))
                .isInstanceOf(Adam.class);
    }

    @Test
    void aConfigurationMayChooseMomentumAndWeightDecay() {
        Configuration chosen = RATE.toBuilder()
                .set(SmallCnn.MOMENTUM, 0.75)
                .set(SmallCnn.WEIGHT_DECAY, 1e-3)
                .build();
        BaseLayer layer = (BaseLayer) NETWORK.configure(chosen).getConf(0).getLayer();
        BaseLayer plain = (BaseLayer) NETWORK.configure(RATE).getConf(0).getLayer();

        assertThat(((Nesterovs) layer.getUpdaterByParam("W")).getMomentum()).isEqualTo(0.75);
        assertThat(((Nesterovs) plain.getUpdaterByParam("W")).getMomentum()).isEqualTo(0.9);
        assertThat(layer.getRegularization()).containsExactly(new WeightDecay(1e-3, true));
        assertThat(plain.getRegularization()).isEmpty();
    }

    @Test
    void refusesWhatIsNoClassifier() {
        ImageShape shape = new ImageShape(1, 8, 8);
        assertThatThrownBy(() -> new SmallCnn(shape, 1, Optimizer.SGD)).hasMessageContaining("at least 2 classes");
        assertThatThrownBy(() -> Optimizer.named("adamw"))
                .hasMessage("there is no optimizer 'adamw'; known are sgd, nesterovs, adam, rmsprop");
    }
}
