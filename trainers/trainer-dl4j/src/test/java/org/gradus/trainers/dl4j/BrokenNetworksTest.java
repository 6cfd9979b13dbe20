package org.gradus.trainers.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.gradus.core.engine.Search;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.testkit.ToyStrategies;
import org.gradus.core.trial.Outcome;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.Trial;
import org.gradus.trainers.dl4j.data.IteratorData;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Networks whose own parts throw at a few rates, which the search does not check beforehand. */
class BrokenNetworksTest {
    /** Throws when the parameters are initialized. */
    private static final class BrokenInit implements IWeightInit {
        @Override
        public INDArray init(double fanIn, double fanOut, long[] shape, char order, INDArray view) {
            throw new IllegalStateException("no weights for a fan-in of " + (int) fanIn);
        }
    }

    /** A layer whose implementation cannot be constructed. */
    private static final class BrokenLayer extends DenseLayer {
        BrokenLayer() {
            setNOut(8);
        }

        @Override
        public org.deeplearning4j.nn.api.Layer instantiate(
                NeuralNetConfiguration configuration,
                Collection<TrainingListener> listeners,
                int index,
                INDArray params,
                boolean initialize,
                DataType type) {
            return new Unmakeable(configuration, type);
        }

        @Override
        public BrokenLayer clone() {
            return (BrokenLayer) super.clone();
        }
    }

    private static final class Unmakeable extends org.deeplearning4j.nn.layers.feedforward.dense.DenseLayer {
        Unmakeable(NeuralNetConfiguration configuration, DataType type) {
            super(configuration, type);
            throw new UnsupportedOperationException("no layer of " + type);
        }
    }

    /** A class that cannot be initialized. */
    private static final class Unloadable {
        static final int SIZE = Integer.parseInt("eight");

        private Unloadable() {}
    }

    private static DenseLayer hidden(double rate) {
        DenseLayer.Builder sound = new DenseLayer.Builder().nOut(8);
        if (rate == 0.2) {
            return sound.weightInit(new BrokenInit()).build();
        }
        if (rate == 0.3) {
            return new BrokenLayer();
        }
        return rate == 0.4 ? sound.nOut(Unloadable.SIZE).build() : sound.build();
    }

    private static MultiLayerConfiguration network(Configuration configuration) {
        return new NeuralNetConfiguration.Builder()
                .updater(new Sgd(1))
                .weightInit(WeightInit.XAVIER)
                .activation(Activation.RELU)
                .list()
                .layer(hidden(configuration.learningRate().value()))
                .layer(new OutputLayer.Builder(LossFunction.MCXENT)
                        .nOut(Tiny.CLASSES)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.convolutionalFlat(Tiny.SIDE, Tiny.SIDE, 1))
                .build();
    }

    private static IteratorData data() {
        List<org.nd4j.linalg.dataset.DataSet> train = Iterators.images(48, 1);
        List<org.nd4j.linalg.dataset.DataSet> validation = Iterators.images(12, 2);
        return IteratorData.of("tiny", (batchSize, seed) -> flat(train, batchSize), () -> flat(validation, 12));
    }

    private static org.nd4j.linalg.dataset.api.iterator.DataSetIterator flat(
            List<org.nd4j.linalg.dataset.DataSet> images, int batchSize) {
        var iterator = new org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator<>(images, batchSize);
        iterator.setPreProcessor(batch -> batch.setFeatures(
                batch.getFeatures().reshape(batch.getFeatures().size(0), Tiny.SIDE * Tiny.SIDE)));
        return iterator;
    }

    @Test
    void networksWhosePartsThrowFailTheirTrialsAndTheSearchGoesOn() {
        Map<Double, String> reasons = Map.of(
                0.2, "no network could be made for (learningRate=2e-1): no weights for a fan-in of 64",
                0.3, "no network could be made for (learningRate=3e-1): no layer of FLOAT",
                0.4, "the trainer threw java.lang.NumberFormatException: For input string: \"eight\"");
        StudyResult result = Search.of(
                        Dl4jTrainer.of(BrokenNetworksTest::network, data()).withBatchSize(16))
                .learningRate(1e-4, 1)
                .strategy(ToyStrategies.rates(0.01, 0.2, 0.3, 0.4, 0.1))
                .trials(5)
                .epochs(2)
                .parallelism(2)
                .run();
        assertThat(result.view().trials()).hasSize(5).allSatisfy(trial -> {
            double rate = trial.learningRate().orElseThrow().value();
            Outcome outcome = trial.outcome().orElseThrow();
            if (reasons.containsKey(rate)) {
                assertThat(outcome.kind()).isEqualTo(OutcomeKind.FAILED);
                assertThat(outcome.reason()).isEqualTo(reasons.get(rate));
                assertThat(((Outcome.Failed) outcome).stackTrace()).contains("BrokenNetworksTest");
            } else {
                assertThat(outcome.kind()).isEqualTo(OutcomeKind.COMPLETED);
            }
        });
        assertThat(result.best().learningRate()).isIn(new LearningRate(0.01), new LearningRate(0.1));
        assertThat(result.view().trials()).extracting(Trial::ended).containsOnly(true);
    }
}
