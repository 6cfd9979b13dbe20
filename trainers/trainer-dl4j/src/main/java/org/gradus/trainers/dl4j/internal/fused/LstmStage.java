package org.gradus.trainers.dl4j.internal.fused;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import org.gradus.trainers.dl4j.internal.coupling.NativeOp;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An LSTM with sigmoid gates and tanh, in Deeplearning4j's order of its four parts: input, forget gate, output gate, and the gate of the
 * input. What depends on the input alone is one product of matrices for all steps, forward and back; a step adds one with the weights of the
 * recurrence. The backward pass goes through all steps. One that is reversed begins with the last step of a series.
 */
final class LstmStage implements Stage {
    private final Parameters parameters;
    private final Signal input;
    private final boolean reversed;
    private final Signal output;
    private final int steps;
    private final int examples;
    private final Bias bias;
    private final @Nullable Values below;
    private @Nullable Forward forward;
    private @Nullable Backward backward;

    /** What the forward pass needs. */
    private record Forward(
            LstmCell cell, Values gates, Values recurrent, NativeOp inputProduct, List<NativeOp> recurrentProducts) {}

    /** What the backward pass needs beside the forward pass. */
    private record Backward(
            Values deltas, Values recurrent, List<NativeOp> recurrentProducts, List<NativeOp> products) {}

    private final Arena arena;

    LstmStage(Parameters parameters, Signal input, boolean reversed, Arena arena) {
        this.parameters = parameters;
        this.reversed = reversed;
        this.input = input;
        this.arena = arena;
        Values series = input.values();
        steps = series.size(0);
        examples = series.size(1);
        int hidden = (int) parameters.value("RW").size(0);
        output = new Signal(arena.allocate(steps, examples, hidden), true, arena);
        bias = requireNonNull(Bias.of(parameters));
        below = input.isTrained() ? input.newGradient() : null;
    }

    Signal output() {
        return output;
    }

    Signal input() {
        return input;
    }

    /** @param before the evaluation of the LSTM whose output is the input, if it is one */
    LstmEvaluation ofEvaluation(@Nullable LstmEvaluation before) {
        return new LstmEvaluation(parameters, input.values(), output.values(), before, reversed, arena);
    }

    private static Values flat(Values series) {
        return series.reshaped((long) series.size(0) * series.size(1), series.size(2));
    }

    /** The output of a step. */
    private Values hidden(int step) {
        return flat(output.values()).rows(step * examples, examples);
    }

    /** The step that is computed after others. */
    private int step(int computed) {
        return reversed ? steps - 1 - computed : computed;
    }

    private int before(int computed) {
        return computed == 0 ? LstmCell.NONE : step(computed - 1);
    }

    @Override
    public void forward(boolean training) {
        if (forward == null) {
            forward = prepareForward();
        }
        Forward ahead = requireNonNull(forward);
        ahead.inputProduct().run();
        float[] terms = bias.terms();
        for (int i = 0; i < steps; i++) {
            boolean first = i == 0;
            if (!first) {
                ahead.recurrentProducts().get(i - 1).run();
            }
            Values recurrent = first ? null : ahead.recurrent();
            ahead.cell().forward(step(i), before(i), ahead.gates(), recurrent, terms, output.values());
        }
    }

    private Forward prepareForward() {
        int hidden = output.values().size(2);
        Values gates = arena.allocate((long) steps * examples, 4L * hidden);
        Values recurrent = arena.allocate(examples, 4L * hidden);
        List<NativeOp> each = new ArrayList<>();
        for (int i = 1; i < steps; i++) {
            each.add(NativeOp.product(hidden(before(i)).array(), parameters.value("RW"), recurrent.array()));
        }
        NativeOp all = NativeOp.product(flat(input.values()).array(), parameters.value("W"), gates.array());
        return new Forward(new LstmCell(steps, examples, hidden), gates, recurrent, all, each);
    }

    @Override
    public void backward() {
        Values gradient = output.gradient();
        Forward ahead = requireNonNull(forward);
        if (backward == null) {
            backward = prepareBackward();
        }
        Backward back = requireNonNull(backward);
        for (int i = steps - 1; i >= 0; i--) {
            boolean last = i == steps - 1;
            if (!last) {
                back.recurrentProducts().get(i).run();
            }
            Values recurrent = last ? null : back.recurrent();
            ahead.cell().backward(step(i), before(i), ahead.gates(), gradient, recurrent, back.deltas());
        }
        back.products().forEach(NativeOp::run);
        bias.differentiate(back.deltas());
    }

    private Backward prepareBackward() {
        int hidden = output.values().size(2);
        Values deltas = arena.allocate((long) steps * examples, 4L * hidden);
        Values back = arena.allocate(examples, hidden);
        INDArray recurrence = parameters.value("RW").transpose();
        List<NativeOp> each = new ArrayList<>();
        for (int i = 0; i < steps - 1; i++) {
            Values after = deltas.rows(step(i + 1) * examples, examples);
            each.add(NativeOp.product(after.array(), recurrence, back.array()));
        }
        List<NativeOp> products = new ArrayList<>();
        INDArray delta = deltas.array();
        products.add(NativeOp.product(
                delta.transpose(),
                flat(input.values()).array(),
                parameters.gradient("W").transpose()));
        if (steps > 1) {
            int rows = (steps - 1) * examples;
            products.add(NativeOp.product(
                    deltas.rows(reversed ? 0 : examples, rows).array().transpose(),
                    flat(output.values()).rows(reversed ? examples : 0, rows).array(),
                    parameters.gradient("RW").transpose()));
        } else {
            parameters.gradient("RW").assign(0);
        }
        if (below != null) {
            products.add(NativeOp.product(
                    delta, parameters.value("W").transpose(), flat(below).array()));
        }
        return new Backward(deltas, back, each, products);
    }
}
