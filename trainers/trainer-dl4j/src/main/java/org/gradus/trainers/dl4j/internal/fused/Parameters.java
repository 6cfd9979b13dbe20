package org.gradus.trainers.dl4j.internal.fused;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The parameters of a layer by Deeplearning4j's names, and their gradients, in the network's own memory.
 *
 * @param values such as {@code W} and {@code b}
 * @param gradients the same names
 */
record Parameters(Map<String, INDArray> values, Map<String, INDArray> gradients) {
    boolean has(String name) {
        return values.containsKey(name);
    }

    INDArray value(String name) {
        return values.get(name);
    }

    INDArray gradient(String name) {
        return gradients.get(name);
    }

    Values values(String name) {
        return Values.of(values.get(name));
    }

    Values gradients(String name) {
        return Values.of(gradients.get(name));
    }
}
