package org.gradus.trainers.dl4j;

import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradus.core.space.Configuration;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainerOptions;
import org.gradus.core.training.TrainerProvider;
import org.gradus.core.training.UserMethod;
import org.gradus.trainers.dl4j.data.BatchSource;
import org.gradus.trainers.dl4j.environment.Dl4jEnvironment;
import org.gradus.trainers.dl4j.internal.network.NetworkFunction;

/**
 * Makes a {@link Dl4jTrainer} by name, of static methods on the class path: one from a {@link Configuration} to a network, and one
 * that gives the data.
 *
 * <p>The kind of the network follows from the type that its method is declared to return: {@link MultiLayerConfiguration} as for
 * {@link Dl4jTrainer#of}, {@link ComputationGraphConfiguration} as for {@link Dl4jTrainer#ofGraph}, {@link MultiLayerNetwork} as for
 * {@link Dl4jTrainer#fineTuning} and {@link ComputationGraph} as for {@link Dl4jTrainer#fineTuningGraph}.
 */
public final class Dl4jTrainerProvider implements TrainerProvider {
    private static final String NETWORK = "network";
    private static final String DATA = "data";

    /** A provider, for {@link java.util.ServiceLoader}. */
    public Dl4jTrainerProvider() {}

    @Override
    public String name() {
        return Dl4jTrainer.NAME;
    }

    @Override
    public Map<String, String> options() {
        return ImmutableMap.of(
                NETWORK,
                "the static method from a Configuration to a network, such as com.example.Net::configure",
                DATA,
                "the static method that returns a BatchSource, such as com.example.Net::data; called once",
                Dl4jTrainer.BATCH,
                "examples in a batch (default: " + Dl4jTrainer.DEFAULT_BATCH + ")");
    }

    @Override
    public Trainer create(TrainerOptions options) {
        options.requireKnownTo(this).requireNoProgram(this);
        UserMethod network = options.method(
                NETWORK,
                List.of(Configuration.class),
                List.of(
                        MultiLayerConfiguration.class,
                        ComputationGraphConfiguration.class,
                        MultiLayerNetwork.class,
                        ComputationGraph.class));
        UserMethod data = options.method(DATA, List.of(), List.of(BatchSource.class));
        int batch = options.integer(Dl4jTrainer.BATCH, 1, Dl4jTrainer.DEFAULT_BATCH);
        Dl4jEnvironment.start();
        return Dl4jTrainer.named(function(network), data.call(BatchSource.class))
                .withBatchSize(batch);
    }

    private static NetworkFunction function(UserMethod method) {
        NetworkFunction function;
        if (method.returns(MultiLayerConfiguration.class)) {
            function = NetworkFunction.ofLayers(c -> method.call(MultiLayerConfiguration.class, c));
        } else if (method.returns(ComputationGraphConfiguration.class)) {
            function = NetworkFunction.ofGraph(c -> method.call(ComputationGraphConfiguration.class, c));
        } else if (method.returns(MultiLayerNetwork.class)) {
            function = NetworkFunction.ofTrainedLayers(c -> method.call(MultiLayerNetwork.class, c));
        } else {
            function = NetworkFunction.ofTrainedGraph(c -> method.call(ComputationGraph.class, c));
        }
        return new NetworkFunction(method.name(), function.plan());
    }
}
