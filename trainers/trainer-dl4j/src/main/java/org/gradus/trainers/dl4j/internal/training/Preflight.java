package org.gradus.trainers.dl4j.internal.training;

import java.util.Arrays;
import java.util.function.ToLongFunction;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.training.SpaceCheck;
import org.gradus.trainers.dl4j.data.BatchSource;
import org.gradus.trainers.dl4j.data.BatchSource.Split;
import org.gradus.trainers.dl4j.internal.network.Network;
import org.gradus.trainers.dl4j.internal.network.NetworkFunction;
import org.gradus.trainers.dl4j.internal.network.RateControl;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** Looks before a search whether its networks can be made and fit the data. */
public final class Preflight {
    private final NetworkFunction function;
    private final BatchSource source;
    private final ToLongFunction<Configuration> batchSize;

    public Preflight(NetworkFunction function, BatchSource source, ToLongFunction<Configuration> batchSize) {
        this.function = function;
        this.source = source;
        this.batchSize = batchSize;
    }

    /**
     * Refuses a space whose networks cannot be trained.
     *
     * @throws IllegalArgumentException naming a configuration and what is wrong with it
     */
    public void check(SearchSpace space) {
        SpaceCheck.require(space, this::check);
    }

    private void check(Configuration configuration) {
        source.stepsPerEpoch(batchSize.applyAsLong(configuration));
        MultiDataSet examples = source.split(Split.VALIDATION).iterator().next();
        try (Network network = function.plan().apply(configuration).make(0)) {
            RateControl.install(network).scale(configuration);
            INDArray[] outputs = network.output(examples);
            requireFit(outputs, examples.getLabels());
            network.meanLoss(examples);
        }
    }

    private static void requireFit(INDArray[] outputs, INDArray[] labels) {
        if (outputs.length != labels.length) {
            throw new IllegalArgumentException(
                    "the network has " + outputs.length + " outputs, but the data have " + labels.length);
        }
        for (int i = 0; i < outputs.length; i++) {
            if (!Arrays.equals(outputs[i].shape(), labels[i].shape())) {
                throw new IllegalArgumentException("the network's output has the shape " + shape(outputs[i])
                        + ", but the labels have " + shape(labels[i])
                        + "\nMaybe nOut of the output layer is not the number of classes.");
            }
        }
    }

    private static String shape(INDArray array) {
        return Arrays.toString(array.shape());
    }
}
