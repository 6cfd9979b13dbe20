package org.gradus.trainers.dl4j.internal.network;

import java.util.function.Function;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.gradus.core.space.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * The user's function from a configuration to a network, of either kind.
 *
 * @param origin the class that the function was written in
 * @param plan the function
 */
record NetworkFunction(String origin, Function<Configuration, Plan> plan) {
    /** A network configuration, of which any number of networks can be made. */
    interface Plan {
        /**
         * Makes a network whose initial parameters follow from the seed.
         *
         * @throws IllegalStateException if an updater has a schedule of its own
         */
        Network make(long seed);

        /** What the updaters of the configuration say about rates. */
        LayerRates rates();

        /** The configuration as text, the same for every seed. */
        String text();
    }

    static NetworkFunction ofLayers(Function<? super Configuration, ? extends MultiLayerConfiguration> function) {
        return new NetworkFunction(origin(function), configuration -> {
            MultiLayerConfiguration layers = made(function.apply(configuration), configuration);
            return new Plan() {
                @Override
                public Network make(long seed) {
                    rates().requireNoSchedule();
                    return new LayerNetwork(layers, seed);
                }

                @Override
                public LayerRates rates() {
                    return LayerRates.of(LayerNetwork.places(layers));
                }

                @Override
                public String text() {
                    return LayerNetwork.seeded(layers, 0).toJson();
                }
            };
        });
    }

    static NetworkFunction ofGraph(Function<? super Configuration, ? extends ComputationGraphConfiguration> function) {
        return new NetworkFunction(origin(function), configuration -> {
            ComputationGraphConfiguration graph = made(function.apply(configuration), configuration);
            return new Plan() {
                @Override
                public Network make(long seed) {
                    rates().requireNoSchedule();
                    return new GraphNetwork(graph, seed);
                }

                @Override
                public LayerRates rates() {
                    return LayerRates.of(GraphNetwork.places(graph));
                }

                @Override
                public String text() {
                    return GraphNetwork.seeded(graph, 0).toJson();
                }
            };
        });
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
