package org.gradus.trainers.dl4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.gradus.core.trial.Seeds;
import org.gradus.trainers.dl4j.data.BatchSource;
import org.gradus.trainers.dl4j.data.Batches;
import org.gradus.trainers.dl4j.data.Examples;
import org.gradus.trainers.dl4j.data.InMemoryData;
import org.gradus.trainers.dl4j.environment.Dl4jEnvironment;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** Networks of either kind that a user has trained for some steps, and everything of them that can be seen. */
public final class LiveNetworks {
    static final int INPUTS = Tiny.SIDE * Tiny.SIDE;
    static final List<String> UPDATERS = List.of("sgd", "nesterovs", "adam", "rmsprop");
    static final List<String> KINDS = List.of("plain", "batch-norm", "dropout");

    private LiveNetworks() {}

    /** A network that fits what {@link RangeTest} takes, and can be looked at. */
    interface Live {
        RangeTest test(List<DataSet> batches);

        RangeTest test(BatchSource data);

        void fit(DataSet batch);

        State state();

        CountingListener listener();
    }

    /**
     * What can be seen of a network. Arrays are compared bit for bit.
     *
     * @param cached the objects that lie in its layers and in the network, by identity
     */
    record State(
            List<Long> params,
            List<Long> updater,
            int iteration,
            int epoch,
            long score,
            String configuration,
            List<Integer> cached,
            List<TrainingListener> listeners,
            List<Integer> calls) {}

    /** Counts how often it is called. */
    static final class CountingListener extends BaseTrainingListener {
        private int calls;

        @Override
        public void iterationDone(Model model, int iteration, int epoch) {
            calls++;
        }

        @Override
        public void onForwardPass(Model model, List<INDArray> activations) {
            calls++;
        }

        @Override
        public void onGradientCalculation(Model model) {
            calls++;
        }

        int calls() {
            return calls;
        }
    }

    /** Rates with a schedule where the updater takes one, which the user must find as it was. */
    static IUpdater updater(String name) {
        return switch (name) {
            case "sgd" -> new Sgd(new ExponentialSchedule(ScheduleType.ITERATION, 0.05, 0.9));
            case "nesterovs" -> new Nesterovs(0.05, 0.9);
            case "adam" -> new Adam(new ExponentialSchedule(ScheduleType.EPOCH, 0.01, 0.5));
            case "rmsprop" -> new RmsProp(0.005);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static List<Layer> layers(String kind) {
        List<Layer> layers = new ArrayList<>();
        DenseLayer.Builder dense = new DenseLayer.Builder().nOut(8).nIn(INPUTS);
        layers.add(kind.equals("dropout") ? dense.dropOut(0.7).build() : dense.build());
        if (kind.equals("batch-norm")) {
            layers.add(new BatchNormalization.Builder().nIn(8).nOut(8).build());
        }
        layers.add(new OutputLayer.Builder(LossFunction.MCXENT)
                .nIn(8)
                .nOut(Tiny.CLASSES)
                .activation(Activation.SOFTMAX)
                .build());
        return layers;
    }

    private static NeuralNetConfiguration.Builder common(String updater) {
        return new NeuralNetConfiguration.Builder()
                .seed(5)
                .l2(1e-3)
                .updater(updater(updater))
                .activation(Activation.RELU);
    }

    public static MultiLayerNetwork layered(String updater, String kind) {
        NeuralNetConfiguration.ListBuilder list = common(updater).list();
        layers(kind).forEach(list::layer);
        MultiLayerConfiguration configuration = list.build();
        MultiLayerNetwork network = new MultiLayerNetwork(configuration);
        network.init();
        return network;
    }

    static ComputationGraph graph(String updater, String kind) {
        ComputationGraphConfiguration.GraphBuilder graph =
                common(updater).graphBuilder().addInputs("in");
        String before = "in";
        int number = 0;
        for (Layer layer : layers(kind)) {
            String name = "layer" + number++;
            graph.addLayer(name, layer, before);
            before = name;
        }
        ComputationGraph network = new ComputationGraph(graph.setOutputs(before).build());
        network.init();
        return network;
    }

    /** Trained for three steps and an epoch. */
    static Live halfTrained(String updater, String kind, boolean asGraph) {
        Dl4jEnvironment.start();
        Live live = asGraph ? new LiveGraph(graph(updater, kind)) : new LiveLayers(layered(updater, kind));
        Nd4j.getRandom().setSeed(77);
        batches().subList(0, 3).forEach(live::fit);
        return live;
    }

    /** Batches of 16 flat examples. */
    public static List<DataSet> batches() {
        Examples examples = flat(96, 1);
        List<DataSet> batches = new ArrayList<>();
        for (int from = 0; from < examples.size(); from += 16) {
            MultiDataSet batch = Batches.of(examples, Seeds.shuffled(examples.size(), new Random(9)), from, 16);
            batches.add(new DataSet(batch.getFeatures(0), batch.getLabels(0)));
        }
        return batches;
    }

    /** The examples of {@link Tiny}, flat. */
    static Examples flat(int size, long seed) {
        MultiDataSet all = Batches.of(Tiny.examples(size, seed), Seeds.shuffled(size, new Random(0)), 0, size);
        return Examples.of(all.getFeatures(0).reshape(size, INPUTS), all.getLabels(0));
    }

    static InMemoryData data() {
        return InMemoryData.of("flat", flat(96, 1), flat(32, 2));
    }

    static List<Long> bits(INDArray array) {
        return array == null
                ? List.of()
                : Arrays.stream(array.dup('c').data().asDouble())
                        .mapToObj(Double::doubleToRawLongBits)
                        .toList();
    }

    private static List<Integer> identities(Stream<?> objects) {
        return objects.map(System::identityHashCode).toList();
    }

    private static final class LiveLayers implements Live {
        private final MultiLayerNetwork network;
        private final CountingListener listener = new CountingListener();

        LiveLayers(MultiLayerNetwork network) {
            this.network = network;
            network.setListeners(listener);
        }

        @Override
        public RangeTest test(List<DataSet> batches) {
            return RangeTest.on(network, batches);
        }

        @Override
        public RangeTest test(BatchSource data) {
            return RangeTest.on(network, data);
        }

        @Override
        public void fit(DataSet batch) {
            network.fit(batch);
        }

        @Override
        public CountingListener listener() {
            return listener;
        }

        @Override
        public State state() {
            List<Object> cached = new ArrayList<>(Arrays.asList(network.getInput(), network.getLabels()));
            for (org.deeplearning4j.nn.api.Layer layer : network.getLayers()) {
                cached.addAll(Arrays.asList(layer, layer.input(), layer.getMaskArray(), layer.params()));
            }
            return new State(
                    bits(network.params()),
                    bits(network.getUpdater().getStateViewArray()),
                    network.getIterationCount(),
                    network.getEpochCount(),
                    Double.doubleToRawLongBits(network.score()),
                    network.getLayerWiseConfigurations().toJson(),
                    identities(cached.stream()),
                    List.copyOf(network.getListeners()),
                    List.of(listener.calls()));
        }
    }

    private static final class LiveGraph implements Live {
        private final ComputationGraph network;
        private final CountingListener listener = new CountingListener();

        LiveGraph(ComputationGraph network) {
            this.network = network;
            network.setListeners(listener);
        }

        @Override
        public RangeTest test(List<DataSet> batches) {
            return RangeTest.on(network, batches);
        }

        @Override
        public RangeTest test(BatchSource data) {
            return RangeTest.on(network, data);
        }

        @Override
        public void fit(DataSet batch) {
            network.fit(batch);
        }

        @Override
        public CountingListener listener() {
            return listener;
        }

        @Override
        public State state() {
            List<Object> cached = new ArrayList<>(Arrays.asList((Object) network.getInputs()));
            for (org.deeplearning4j.nn.api.Layer layer : network.getLayers()) {
                cached.addAll(Arrays.asList(layer, layer.input(), layer.getMaskArray(), layer.params()));
            }
            return new State(
                    bits(network.params()),
                    bits(network.getUpdater().getStateViewArray()),
                    network.getIterationCount(),
                    network.getEpochCount(),
                    Double.doubleToRawLongBits(network.score()),
                    network.getConfiguration().toJson(),
                    identities(cached.stream()),
                    List.copyOf(network.getListeners()),
                    List.of(listener.calls()));
        }
    }
}
