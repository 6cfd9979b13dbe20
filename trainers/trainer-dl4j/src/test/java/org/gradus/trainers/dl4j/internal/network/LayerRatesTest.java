package org.gradus.trainers.dl4j.internal.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradus.core.curvature.Gradients;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.testkit.TrainerRuns;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.training.TrainingSession;
import org.gradus.core.trial.Seeds;
import org.gradus.trainers.dl4j.Dl4jTrainer;
import org.gradus.trainers.dl4j.Tiny;
import org.gradus.trainers.dl4j.data.BatchStream;
import org.gradus.trainers.dl4j.data.InMemoryData;
import org.gradus.trainers.dl4j.internal.coupling.FastLayers;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** The oracle is a plain loop of Deeplearning4j whose layers have their rates from the start. */
class LayerRatesTest {
    private static final InMemoryData DATA = Tiny.data();
    private static final double RATE = 0.0625;

    /** A dense layer of its own rate, one frozen, two of the common rate, and biases of twice the common rate. */
    private static List<Layer> layers(IUpdater slow, IUpdater common) {
        Layer frozen = new FrozenLayerWithBackprop(
                new DenseLayer.Builder().nIn(6).nOut(5).build());
        return List.of(
                new DenseLayer.Builder().nIn(64).nOut(6).updater(slow).build(),
                frozen,
                new DenseLayer.Builder().nIn(5).nOut(4).updater(common).build(),
                new OutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(4)
                        .nOut(Tiny.CLASSES)
                        .activation(Activation.SOFTMAX)
                        .updater(common)
                        .build());
    }

    private static NeuralNetConfiguration.Builder settings(IUpdater common, IUpdater bias) {
        return new NeuralNetConfiguration.Builder()
                .updater(common)
                .biasUpdater(bias)
                .activation(Activation.TANH);
    }

    private static MultiLayerConfiguration network(IUpdater slow, IUpdater common, IUpdater bias) {
        NeuralNetConfiguration.ListBuilder list = settings(common, bias).list();
        layers(slow, common).forEach(list::layer);
        return list.setInputType(InputType.convolutional(Tiny.SIDE, Tiny.SIDE, 1))
                .build();
    }

    private static ComputationGraphConfiguration graph(IUpdater slow, IUpdater common, IUpdater bias) {
        List<Layer> layers = layers(slow, common);
        return settings(common, bias)
                .graphBuilder()
                .addInputs("image")
                .addLayer("slow", layers.get(0), "image")
                .addLayer("frozen", layers.get(1), "slow")
                .addLayer("middle", layers.get(2), "frozen")
                .addLayer("output", layers.get(3), "middle")
                .setOutputs("output")
                .setInputTypes(InputType.convolutional(Tiny.SIDE, Tiny.SIDE, 1))
                .build();
    }

    private static MultiLayerConfiguration network(double rate) {
        return network(new Nesterovs(rate / 8, 0.9), new Sgd(rate), new Adam(rate * 2));
    }

    private static ComputationGraphConfiguration graph(double rate) {
        return graph(new Nesterovs(rate / 8, 0.9), new Sgd(rate), new Adam(rate * 2));
    }

    private static Dl4jTrainer trainer(double written) {
        return Dl4jTrainer.of(c -> network(written), DATA).withBatchSize(16);
    }

    private static Dl4jTrainer graphTrainer(double written) {
        return Dl4jTrainer.ofGraph(c -> graph(written), DATA).withBatchSize(16);
    }

    private static TrainingRequest request(Dl4jTrainer trainer) {
        return TrainerRuns.recordedEvery(TrainerRuns.request(trainer, Tiny.rate(RATE), 2), 1);
    }

    private static List<Double> losses(List<CurvePoint> points) {
        return points.stream()
                .filter(p -> p.step() > 0)
                .map(CurvePoint::batchLoss)
                .toList();
    }

    private interface Step {
        double loss(MultiDataSet batch);
    }

    private static List<Double> plain(TrainingRequest request, Step step) {
        List<Double> losses = new ArrayList<>();
        try (BatchStream batches = DATA.stream(16, request.plan().seeds().data())) {
            for (long i = 1; i <= request.totalSteps(); i++) {
                losses.add(step.loss(batches.batch(i)));
            }
        }
        return losses;
    }

    @Test
    void layersOfNetworkAreTrainedAsPlainLoopWithTheirRates() throws Exception {
        Dl4jTrainer trainer = trainer(1);
        TrainingRequest request = request(trainer);
        MultiLayerNetwork alone = new MultiLayerNetwork(
                LayerNetwork.seeded(network(RATE), request.plan().seeds().init()));
        alone.init();
        FastLayers.install(alone);
        assertThat(losses(TrainerRuns.train(trainer, request))).isEqualTo(plain(request, batch -> {
            alone.fit(batch.getFeatures(0), batch.getLabels(0));
            return alone.score();
        }));
    }

    @Test
    void layersOfGraphAreTrainedAsPlainLoopWithTheirRates() throws Exception {
        Dl4jTrainer trainer = graphTrainer(1);
        TrainingRequest request = request(trainer);
        ComputationGraph alone = new ComputationGraph(
                GraphNetwork.seeded(graph(RATE), request.plan().seeds().init()));
        alone.init();
        FastLayers.install(alone);
        assertThat(losses(TrainerRuns.train(trainer, request))).isEqualTo(plain(request, batch -> {
            alone.fit(batch.getFeatures(), batch.getLabels());
            return alone.score();
        }));
    }

    @Test
    void checkpointGoesOnWithTheRatios() throws Exception {
        Dl4jTrainer trainer = trainer(1);
        TrainingRequest request = request(trainer);
        byte[] checkpoint;
        List<CurvePoint> points;
        try (TrainingSession session = trainer.open(request)) {
            points = new ArrayList<>(TrainerRuns.advance(session, 5));
            checkpoint = session.checkpoint();
        }
        try (TrainingSession session = trainer(1).resume(request, checkpoint)) {
            points.addAll(TrainerRuns.finish(session, request));
        }
        assertThat(points).isEqualTo(TrainerRuns.train(trainer, request));
    }

    @Test
    void ratiosArePartOfTheDescription() {
        assertThat(trainer(1).descriptor().details().get("network.layerRates"))
                .isEqualTo("layer0.W × 0.125, layer0.b × 2, layer2.b × 2, layer3.b × 2");
        assertThat(graphTrainer(1).descriptor().details().get("network.layerRates"))
                .isEqualTo("slow.W × 0.125, slow.b × 2, middle.b × 2, output.b × 2");
        assertThat(Dl4jTrainer.of(Tiny::convolutional, DATA).descriptor().details())
                .doesNotContainKey("network.layerRates");
    }

    @Test
    void scheduleOfAnUpdaterIsRefusedWithItsLayer() {
        IUpdater falling = new Adam(new ExponentialSchedule(ScheduleType.ITERATION, 0.1, 0.9));
        SearchSpace space = SearchSpace.learningRate(1e-4, 1);
        String refusal = "the updater Adam of layer '%s', parameter W, has a ExponentialSchedule for its learning rate,"
                + " but a search sets the rate of every step";
        Dl4jTrainer layers = Dl4jTrainer.of(c -> network(falling, new Sgd(1), new Sgd(1)), DATA);
        assertThatThrownBy(() -> layers.check(space))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(refusal.formatted("layer0"))
                .hasMessageContaining("\nMaybe give the updater a plain rate, and the schedule to the search");
        Dl4jTrainer graph = Dl4jTrainer.ofGraph(c -> graph(falling, new Sgd(1), new Sgd(1)), DATA);
        assertThatThrownBy(() -> graph.check(space)).hasMessageContaining(refusal.formatted("slow"));
    }

    private static LayerRates rates(double... ofLayers) {
        List<LayerRates.Place> places = new ArrayList<>();
        for (int i = 0; i < ofLayers.length; i++) {
            places.add(LayerRates.Place.of("layer" + i, "W", new Sgd(ofLayers[i]), 0, 0));
        }
        return LayerRates.of(places);
    }

    @Test
    void referenceIsTheRateOfMostLayersAndTheHigherOfTwo() {
        assertThat(rates(0.5, 0.25, 0.25).multiplier(0.5)).isEqualTo(2);
        assertThat(rates(0.25, 0.5).multiplier(0.25)).isEqualTo(0.5);
        assertThat(rates(0.5, 0, 0).multiplier(0)).isZero();
        assertThat(rates(0, 0).multiplier(0)).isEqualTo(1);
        assertThatThrownBy(() -> rates(0.5, -1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "the learning rate of parameter W of layer 'layer1' must be within [0, ∞) times that of most"
                                + " layers, 5e-1, but was -1.0");
    }

    /** In units of the root of its multiplier a parameter has the root of its multiplier times the gradient. */
    @Test
    void curvatureIsMeasuredInUnitsOfTheSearchedRate() throws Exception {
        Seeds seeds = new Seeds(1, 2);
        Dl4jTrainer same = Dl4jTrainer.of(c -> network(new Sgd(1), new Sgd(1), new Sgd(1)), DATA);
        Dl4jTrainer slower = Dl4jTrainer.of(c -> network(new Sgd(0.25), new Sgd(1), new Sgd(1)), DATA);
        try (Gradients one = same.gradients(Tiny.rate(1), seeds);
                Gradients other = slower.gradients(Tiny.rate(1), seeds)) {
            double[] point = one.parameters();
            double[] scaled = other.parameters();
            double[] gradient = one.at(point);
            double[] scaledGradient = other.at(scaled);
            int weightsOfFirst = 64 * 6;
            for (int i = 0; i < point.length; i++) {
                double unit = i < weightsOfFirst ? 0.5 : 1;
                assertThat(scaled[i]).isEqualTo(point[i] / unit);
                assertThat(scaledGradient[i]).isEqualTo(gradient[i] * unit);
            }
        }
    }
}
