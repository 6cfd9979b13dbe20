package org.gradus.trainers.djl.internal.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gradus.trainers.djl.optimizer.Optimizer;

/**
 * An optimizer at work: its averages of the gradients, and the updates by the formulas of {@link Optimizer}. All its state is
 * in {@link #values}.
 */
public final class OptimizerState {
    private final Optimizer optimizer;
    private final Network network;
    private final List<Parameter> trained;

    /** For each trained parameter, as many arrays as {@link #averages} says. */
    private final List<NDArray[]> state = new ArrayList<>();

    public OptimizerState(Optimizer optimizer, Network network) {
        this.optimizer = optimizer;
        this.network = network;
        this.trained = network.trained();
        for (Parameter parameter : trained) {
            NDArray[] arrays = new NDArray[averages(optimizer.kind())];
            for (int i = 0; i < arrays.length; i++) {
                arrays[i] = network.memory().zeros(parameter.getArray().getShape());
            }
            state.add(arrays);
        }
    }

    private static int averages(Optimizer.Kind kind) {
        return switch (kind) {
            case SGD -> 0;
            case NESTEROV, RMSPROP -> 1;
            case ADAM, ADAMW -> 2;
        };
    }

    /**
     * Updates the parameters by their gradients, and clears these.
     *
     * @param step the number of the update, counted from 1
     */
    public void update(double rate, long step) {
        try (NDManager scratch = network.memory().newSubManager()) {
            for (int i = 0; i < trained.size(); i++) {
                NDArray values = trained.get(i).getArray();
                update(values, Network.gradient(trained.get(i), scratch), state.get(i), rate, step);
            }
        }
        network.clearGradients();
    }

    private void update(NDArray p, NDArray g, NDArray[] averages, double rate, long step) {
        double decay = optimizer.weightDecay();
        if (optimizer.kind() == Optimizer.Kind.ADAMW) {
            p.muli(1 - rate * decay);
        } else if (decay > 0) {
            try (NDArray pull = p.mul(decay)) {
                g.addi(pull);
            }
        }
        switch (optimizer.kind()) {
            case SGD -> p.subi(g.mul(rate));
            case NESTEROV -> {
                averages[0].muli(optimizer.momentum()).addi(g);
                addTo(g, averages[0], optimizer.momentum());
                p.subi(g.mul(rate));
            }
            case RMSPROP -> {
                average(averages[0], g.mul(g), optimizer.smoothing());
                subtractQuotient(p, rate, g, averages[0], 1);
            }
            case ADAM, ADAMW -> {
                average(averages[0], g, optimizer.momentum());
                average(averages[1], g.mul(g), optimizer.smoothing());
                double first = 1 - Math.pow(optimizer.momentum(), (double) step);
                double second = 1 - Math.pow(optimizer.smoothing(), (double) step);
                subtractQuotient(p, rate / first, averages[0], averages[1], Math.sqrt(second));
            }
        }
    }

    private static void addTo(NDArray sum, NDArray term, double factor) {
        try (NDArray product = term.mul(factor)) {
            sum.addi(product);
        }
    }

    /** a ← βa + (1 - β)x. */
    private static void average(NDArray a, NDArray x, double beta) {
        a.muli(beta).addi(x.mul(1 - beta));
    }

    /** p ← p - ηx/(√v/root + ε). */
    private void subtractQuotient(NDArray p, double rate, NDArray x, NDArray v, double root) {
        try (NDArray divisor = v.sqrt();
                NDArray quotient = x.div(divisor.divi(root).addi(optimizer.epsilon()))) {
            p.subi(quotient.muli(rate));
        }
    }

    /** Copies of all that the optimizer keeps, an array after another. */
    public float[][] values() {
        return state.stream().flatMap(Arrays::stream).map(NDArray::toFloatArray).toArray(float[][]::new);
    }

    /** Puts back what {@link #values} gave. */
    public void restore(float[][] values) {
        int next = 0;
        for (NDArray[] arrays : state) {
            for (int i = 0; i < arrays.length; i++) {
                NDArray before = arrays[i];
                arrays[i] = Network.array(network.memory(), before.getShape(), values[next++]);
                before.close();
            }
        }
    }

    /** The numbers that each array of {@link #values} has. */
    public int[] lengths() {
        return state.stream()
                .flatMap(Arrays::stream)
                .mapToInt(array -> (int) array.size())
                .toArray();
    }
}
