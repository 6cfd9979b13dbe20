package org.gradus.trainers.dl4j.internal.fused;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The parameters of a layer by Deeplearning4j's names, and their gradients, in the network's own memory.
 *
 * @param values such as {@code W} and {@code b}
 * @param gradients the same names
 */
record Parameters(Map<String, INDArray> values, Map<String, INDArray> gradients) {
    /**
     * Some of the parameters under other names.
     *
     * @param names a name here, then the new one, and so on; what is not here is left out
     */
    Parameters only(String... names) {
        Map<String, INDArray> some = new HashMap<>();
        Map<String, INDArray> theirs = new HashMap<>();
        for (int i = 0; i < names.length; i += 2) {
            if (has(names[i])) {
                some.put(names[i + 1], value(names[i]));
                theirs.put(names[i + 1], gradient(names[i]));
            }
        }
        return new Parameters(some, theirs);
    }

    /** The same with the weights {@code W} in another shape. */
    Parameters withWeights(long... shape) {
        Map<String, INDArray> some = new HashMap<>(values);
        Map<String, INDArray> theirs = new HashMap<>(gradients);
        some.put("W", value("W").reshape('c', shape));
        theirs.put("W", gradient("W").reshape('c', shape));
        return new Parameters(some, theirs);
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    INDArray value(String name) {
        return requireNonNull(values.get(name), name);
    }

    INDArray gradient(String name) {
        return requireNonNull(gradients.get(name), name);
    }

    Values values(String name) {
        return Values.of(value(name));
    }

    Values gradients(String name) {
        return Values.of(gradient(name));
    }
}
