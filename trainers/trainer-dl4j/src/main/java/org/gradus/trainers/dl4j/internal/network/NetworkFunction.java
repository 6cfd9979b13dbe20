package org.gradus.trainers.dl4j.internal.network;

import java.util.List;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradus.core.space.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * The user's function from a configuration to a network, of either kind.
 *
 * @param origin the class that the function was written in, or the name of the method that it is
 * @param plan the function
 */
public record NetworkFunction(String origin, Function<Configuration, Plan> plan) {
    /**
     * A network configuration that any number of networks can be made from.
     *
     * @param networks makes a network whose initial parameters follow from the seed
     * @param places its trained parameters
     * @param json the configuration as text, the same for every seed
     */
    public record Plan(LongFunction<Network> networks, Supplier<List<LayerRates.Place>> places, Supplier<String> json) {
        /**
         * Makes a network whose initial parameters follow from the seed.
         *
         * @throws IllegalStateException if an updater has a schedule of its own
         */
        public Network make(long seed) {
            rates().requireNoSchedule();
            return networks.apply(seed);
        }

        /** What the updaters of the configuration say about rates. */
        public LayerRates rates() {
            return LayerRates.of(places.get());
        }

        /** The configuration as text, the same for every seed. */
        public String text() {
            return json.get();
        }
    }

    public static NetworkFunction ofLayers(
            Function<? super Configuration, ? extends MultiLayerConfiguration> function) {
        return new NetworkFunction(origin(function), configuration -> {
            MultiLayerConfiguration layers = made(function.apply(configuration), configuration);
            return new Plan(
                    seed -> new LayerNetwork(layers, seed),
                    () -> LayerNetwork.places(layers),
                    () -> LayerNetwork.seeded(layers, 0).toJson());
        });
    }

    public static NetworkFunction ofGraph(
            Function<? super Configuration, ? extends ComputationGraphConfiguration> function) {
        return new NetworkFunction(origin(function), configuration -> {
            ComputationGraphConfiguration graph = made(function.apply(configuration), configuration);
            return new Plan(
                    seed -> new GraphNetwork(graph, seed),
                    () -> GraphNetwork.places(graph),
                    () -> GraphNetwork.seeded(graph, 0).toJson());
        });
    }

    /** Of networks that are trained already: each training has its own copy, whatever its seed. */
    public static NetworkFunction ofTrainedLayers(
            Function<? super Configuration, ? extends MultiLayerNetwork> function) {
        return new NetworkFunction(origin(function), configuration -> {
            MultiLayerNetwork network = made(function.apply(configuration), configuration);
            return new Plan(
                    seed -> LayerNetwork.copyOf(network),
                    () -> LayerNetwork.places(network.getLayerWiseConfigurations()),
                    () -> text(
                            LayerNetwork.copyOf(network),
                            network.getLayerWiseConfigurations().toJson()));
        });
    }

    /** As {@link #ofTrainedLayers}, of graphs. */
    public static NetworkFunction ofTrainedGraph(Function<? super Configuration, ? extends ComputationGraph> function) {
        return new NetworkFunction(origin(function), configuration -> {
            ComputationGraph network = made(function.apply(configuration), configuration);
            return new Plan(
                    seed -> GraphNetwork.copyOf(network),
                    () -> GraphNetwork.places(network.getConfiguration()),
                    () -> text(
                            GraphNetwork.copyOf(network),
                            network.getConfiguration().toJson()));
        });
    }

    private static String text(Network network, String json) {
        try (network) {
            return json + "\nstate " + network.digest();
        }
    }

    private static <T> T made(@Nullable T network, Configuration configuration) {
        if (network == null) {
            throw new IllegalStateException("the network function gave no network for " + configuration);
        }
        return network;
    }

    /** A lambda's class has the name of the class it was written in, and then a part that changes from run to run. */
    private static String origin(Object function) {
        String name = function.getClass().getName();
        int lambda = name.indexOf("$$Lambda");
        return lambda < 0 ? name : name.substring(0, lambda);
    }
}
