package org.gradus.trainers.dl4j.internal.fused;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The steps of an LSTM between its products of matrices, example by example. */
final class LstmCell {
    /** No step. */
    static final int NONE = -1;

    private final int examples;
    private final int hidden;

    /** Of each step and example: the state, and its tanh. */
    private final float[] states;

    private final float[] squashed;

    /** What comes back from the step computed after, by example. */
    private final float[] stateGradients;

    private final float[] gates;
    private final float[] more;
    private final float[] row;
    private final float[] zeros;

    LstmCell(int steps, int examples, int hidden) {
        this.examples = examples;
        this.hidden = hidden;
        states = new float[steps * examples * hidden];
        squashed = new float[states.length];
        stateGradients = new float[examples * hidden];
        gates = new float[4 * hidden];
        more = new float[4 * hidden];
        row = new float[hidden];
        zeros = new float[hidden];
    }

    /**
     * A step forward.
     *
     * @param before the step that is computed before it, or {@link #NONE}
     * @param sums of each step and example, the input times its weights; what the gates become is written over it
     * @param recurrent of each example, the output of the step before times its weights; none at the first step
     */
    void forward(int step, int before, Values sums, @Nullable Values recurrent, float[] bias, Values output) {
        for (int example = 0; example < examples; example++) {
            int at = step * examples + example;
            sums.get(at * gates.length, gates, 0, gates.length);
            Kernels.add(gates, 0, bias, 0, gates.length);
            if (recurrent != null) {
                recurrent.get(example * gates.length, more, 0, gates.length);
                Kernels.add(gates, 0, more, 0, gates.length);
            }
            Kernels.tanh(gates, 0, hidden);
            Kernels.sigmoid(gates, hidden, 3 * hidden);
            int state = at * hidden;
            advance(state, before == NONE ? zeros : states, stateBefore(before, example));
            sums.put(at * gates.length, gates, 0, gates.length);
            output.put(state, row, 0, hidden);
        }
    }

    private int stateBefore(int before, int example) {
        return before == NONE ? 0 : (before * examples + example) * hidden;
    }

    private void advance(int at, float[] before, int from) {
        for (int i = 0; i < hidden; i++) {
            states[at + i] = gates[hidden + i] * before[from + i] + gates[3 * hidden + i] * gates[i];
        }
        System.arraycopy(states, at, squashed, at, hidden);
        Kernels.tanh(squashed, at, hidden);
        for (int i = 0; i < hidden; i++) {
            row[i] = gates[2 * hidden + i] * squashed[at + i];
        }
    }

    /**
     * A step back.
     *
     * @param before the step that was computed before it, or {@link #NONE}
     * @param activated what {@link #forward} made of the sums
     * @param gradient of the output of all steps
     * @param recurrent of each example, the gradient that the step computed after it sends back; none at the last one
     * @param deltas the gradients of the sums, which are written
     */
    void backward(int step, int before, Values activated, Values gradient, @Nullable Values recurrent, Values deltas) {
        for (int example = 0; example < examples; example++) {
            int at = step * examples + example;
            activated.get(at * gates.length, gates, 0, gates.length);
            gradient.get(at * hidden, row, 0, hidden);
            if (recurrent == null) {
                Arrays.fill(stateGradients, example * hidden, (example + 1) * hidden, 0);
            } else {
                recurrent.get(example * hidden, more, 0, hidden);
                Kernels.add(row, 0, more, 0, hidden);
            }
            int state = at * hidden;
            differentiate(example * hidden, state, before == NONE ? zeros : states, stateBefore(before, example));
            deltas.put(at * more.length, more, 0, more.length);
        }
    }

    private void differentiate(int carried, int at, float[] before, int from) {
        for (int i = 0; i < hidden; i++) {
            float out = gates[2 * hidden + i];
            float bent = squashed[at + i];
            float state = row[i] * out * (1 - bent * bent) + stateGradients[carried + i];
            more[2 * hidden + i] = row[i] * bent * out * (1 - out);
            row[i] = state;
        }
        for (int i = 0; i < hidden; i++) {
            float in = gates[i];
            float gate = gates[3 * hidden + i];
            more[i] = row[i] * gate * (1 - in * in);
            more[3 * hidden + i] = row[i] * in * gate * (1 - gate);
        }
        for (int i = 0; i < hidden; i++) {
            float forget = gates[hidden + i];
            more[hidden + i] = row[i] * before[from + i] * forget * (1 - forget);
            stateGradients[carried + i] = row[i] * forget;
        }
    }
}
