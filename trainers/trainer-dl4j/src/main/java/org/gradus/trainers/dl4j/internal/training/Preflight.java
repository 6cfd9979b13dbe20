package org.gradus.trainers.dl4j.internal.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.gradus.core.space.CategoricalDomain;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.Domain;
import org.gradus.core.space.Parameter;
import org.gradus.core.space.SearchSpace;
import org.gradus.trainers.dl4j.data.BatchSource;
import org.gradus.trainers.dl4j.data.BatchSource.Split;
import org.gradus.trainers.dl4j.internal.network.ExceptionSummary;
import org.gradus.trainers.dl4j.internal.network.Network;
import org.gradus.trainers.dl4j.internal.network.NetworkFunction;
import org.gradus.trainers.dl4j.internal.network.RateControl;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * Looks before a search whether its networks can be made and fit the data: at the centre and both ends of the space, and
 * with every category.
 */
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
        for (Configuration configuration : samples(space)) {
            try {
                check(configuration);
            } catch (RuntimeException e) {
                Optional<String> advice = Optional.ofNullable(e.getMessage())
                        .flatMap(m ->
                                m.lines().filter(l -> l.startsWith("Maybe")).findFirst());
                throw new IllegalArgumentException(
                        "(" + configuration + ") cannot be trained: " + ExceptionSummary.of(e)
                                + advice.map(line -> "\n" + line).orElse(""),
                        e);
            }
        }
    }

    private static Set<Configuration> samples(SearchSpace space) {
        List<double[]> points = new ArrayList<>();
        for (double place : new double[] {0.5, 0, 1}) {
            double[] point = new double[space.dimensions()];
            Arrays.fill(point, place);
            points.add(point);
        }
        for (int i = 0; i < space.dimensions(); i++) {
            Parameter parameter = space.parameters().get(i);
            if (parameter.domain() instanceof CategoricalDomain categories) {
                for (String value : categories.values()) {
                    points.add(withCategory(space, i, categories, value));
                }
            }
        }
        Set<Configuration> samples = new LinkedHashSet<>();
        points.forEach(point -> samples.add(space.fromUnit(point)));
        return samples;
    }

    private static double[] withCategory(SearchSpace space, int parameter, Domain domain, String value) {
        double[] point = new double[space.dimensions()];
        Arrays.fill(point, 0.5);
        point[parameter] = domain.toUnit(value);
        return point;
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
