package org.gradus.trainers.dl4j.internal.fused;

import java.util.Arrays;
import org.gradus.trainers.dl4j.internal.coupling.NativeOp;
import org.jspecify.annotations.Nullable;

/**
 * An LSTM in evaluation mode. Each step is one product of matrices: the weights of the input, the bias and the weights of the recurrence, side
 * by side, times the input, ones and the last output, one above the other. The first step has no last output. An example is a column, so that
 * each of the four parts is without gaps. The sigmoid is (1 + tanh(x / 2)) / 2, and it is the weights of gates that are halved.
 */
final class LstmEvaluation implements EvaluationStage {
    // Deeplearning4j's order: the input, and the gates of the last state, the output and the input
    private static final int NEW = 0;
    private static final int FORGET = 1;
    private static final int OUT = 2;
    private static final int IN = 3;
    private static final int PARTS = 4;

    /** Five pieces fit into the fastest cache of most processors. */
    private static final int PIECE = 2048;

    /** Columns that are turned at a time. */
    private static final int COLUMNS = 16;

    private final Parameters parameters;
    private final Values input;
    private final Values output;
    private final @Nullable LstmEvaluation before;
    private final boolean reversed;
    private final Values columns;
    private final Values weights;
    private final Values firstWeights;
    private final Values sums;
    private final NativeOp product;
    private final NativeOp firstProduct;
    private final int examples;
    private final int inputs;
    private final int hidden;
    private final int size;

    /** A piece each. */
    private final float[][] states;

    private final float[][] parts;
    private final float[] squashed;
    private final float[] block;
    private final Arena arena;
    private Written written = Written.ALL;
    private @Nullable Values said;

    /** The steps whose output other stages read. */
    enum Written {
        ALL,
        LAST,
        NONE
    }

    /**
     * The evaluation of an LSTM.
     *
     * @param before the LSTM whose output is the input, if it is one
     * @param reversed whether it begins with the last step
     */
    LstmEvaluation(
            Parameters parameters,
            Values input,
            Values output,
            @Nullable LstmEvaluation before,
            boolean reversed,
            Arena arena) {
        this.parameters = parameters;
        this.input = input;
        this.output = output;
        this.before = before;
        this.reversed = reversed;
        this.arena = arena;
        examples = input.size(1);
        inputs = input.size(2);
        hidden = output.size(2);
        int height = inputs + hidden + 1;
        columns = arena.allocate(height, examples);
        weights = arena.allocate((long) PARTS * hidden, height);
        firstWeights = arena.allocate((long) PARTS * hidden, inputs + 1);
        sums = arena.allocate((long) PARTS * hidden, examples);
        product = NativeOp.product(weights.array(), columns.array(), sums.array());
        firstProduct = NativeOp.product(
                firstWeights.array(), columns.rows(0, inputs + 1).array(), sums.array());
        size = hidden * examples;
        int piece = Math.min(PIECE, size);
        states = new float[(size + piece - 1) / piece][piece];
        parts = new float[PARTS][piece];
        squashed = new float[piece];
        block = new float[Math.max(inputs, hidden) * examples];
    }

    /** Limits what is written for other stages. */
    void write(Written steps) {
        written = steps;
    }

    /** The output of each step, with a column for each example: in the memory of the output itself where other stages read little of that. */
    private Values said() {
        Values made = said;
        if (made == null) {
            made = written == Written.ALL
                    ? arena.allocate(output.size(0), hidden, examples)
                    : output.reshaped(output.size(0), hidden, examples);
            said = made;
        }
        return made;
    }

    @Override
    public void begin() {
        Values fromInput = parameters.values("W");
        Values fromOutput = parameters.values("RW");
        Values bias = parameters.values("b");
        float[] row = new float[inputs + hidden + 1];
        for (int unit = 0; unit < PARTS * hidden; unit++) { // the parameters' columns have no gaps
            fromInput.get(unit * inputs, row, 0, inputs);
            bias.get(unit, row, inputs, 1);
            fromOutput.get(unit * hidden, row, inputs + 1, hidden);
            Kernels.scale(row, 0, row.length, unit < hidden ? 1 : 0.5f, 0);
            weights.put(unit * row.length, row, 0, row.length);
            firstWeights.put(unit * (inputs + 1), row, 0, inputs + 1);
        }
        Arrays.fill(block, 1);
        columns.put(inputs * examples, block, 0, examples);
    }

    @Override
    public void forward() {
        for (float[] state : states) {
            Arrays.fill(state, 0);
        }
        int steps = input.size(0);
        for (int i = 0; i < steps; i++) {
            int step = reversed ? steps - 1 - i : i;
            takeInput(step);
            (i == 0 ? firstProduct : product).run();
            for (int piece = 0; piece < states.length; piece++) {
                int from = piece * squashed.length;
                advance(states[piece], step, from, Math.min(squashed.length, size - from));
            }
            if (written == Written.ALL || (written == Written.LAST && step == steps - 1)) {
                write(step);
            }
        }
    }

    private void takeInput(int step) {
        int count = inputs * examples;
        if (before != null) {
            before.said().get(step * count, block, 0, count);
            columns.put(0, block, 0, count);
        } else {
            input.get(step * count, block, 0, count);
            putTransposed(block, examples, inputs, columns, 0);
        }
    }

    /** States from a place on, each of a unit and an example. */
    private void advance(float[] state, int step, int from, int count) {
        for (int part = 0; part < PARTS; part++) {
            sums.get(part * size + from, parts[part], 0, count);
            Kernels.tanh(parts[part], 0, count);
        }
        Kernels.gate(state, parts[FORGET], parts[NEW], parts[IN], count);
        System.arraycopy(state, 0, squashed, 0, count);
        Kernels.tanh(squashed, 0, count);
        Kernels.gate(squashed, parts[OUT], count);
        said().put(step * size + from, squashed, 0, count);
        columns.put((inputs + 1) * examples + from, squashed, 0, count);
    }

    private void write(int step) {
        said().get(step * size, block, 0, size);
        putTransposed(block, hidden, examples, output, step * size);
    }

    /** A few columns at a time, whose numbers lie side by side in each row. */
    private static void putTransposed(float[] matrix, int height, int width, Values into, int at) {
        float[] rows = new float[COLUMNS * height];
        for (int column = 0; column < width; column += COLUMNS) {
            int count = Math.min(COLUMNS, width - column);
            for (int i = 0; i < height; i++) {
                for (int c = 0; c < count; c++) {
                    rows[c * height + i] = matrix[i * width + column + c];
                }
            }
            into.put(at + column * height, rows, 0, count * height);
        }
    }
}
