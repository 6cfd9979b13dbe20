package org.gradus.examples.benchmark;

import java.io.Closeable;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradus.trainers.dl4j.environment.Dl4jEnvironment;
import org.nd4j.linalg.dataset.DataSet;

/** Deeplearning4j alone, but in this process, with everything that Gradus has settled in it, and its layers. */
final class BareLoop implements Closeable {
    private final MultiLayerNetwork network;
    private final List<DataSet> batches;

    /** @param batches those of an epoch */
    BareLoop(List<DataSet> batches, long seed) {
        this.network = new MultiLayerNetwork(BenchmarkCnn.configuration(seed));
        this.batches = batches;
        network.init();
        Dl4jEnvironment.start().installFastLayers(network);
    }

    /** Trains for an epoch. */
    void trainEpoch() {
        batches.forEach(network::fit);
    }

    @Override
    public void close() {
        network.close();
    }
}
