package org.gradus.trainers.dl4j.internal.fused;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Softmax with cross entropy, as Deeplearning4j's {@code LossMCXENT} has it: the loss caps probabilities, the gradient does not. The
 * probabilities are written over its input.
 */
final class OutputStage implements Stage {
    private final Signal input;
    private final double smallest;
    private final Values gradient;
    private final float[] rows;
    private final int classes;
    private float[] labels = {};

    /**
     * The loss of a network.
     *
     * @param smallest the probability below which the loss is capped
     */
    OutputStage(Signal input, double smallest) {
        this.input = input;
        this.smallest = smallest;
        this.gradient = input.newGradient();
        this.classes = input.values().size(1);
        this.rows = new float[input.values().length()];
    }

    Values probabilities() {
        return input.values();
    }

    @Override
    public void forward(boolean training) {
        input.values().get(0, rows, 0, rows.length);
        for (int row = 0; row < rows.length; row += classes) {
            softmax(row);
        }
        input.values().put(0, rows, 0, rows.length);
    }

    private void softmax(int row) {
        float largest = rows[row];
        for (int i = row + 1; i < row + classes; i++) {
            largest = Math.max(largest, rows[i]);
        }
        double sum = 0;
        for (int i = row; i < row + classes; i++) {
            rows[i] = (float) Math.exp(rows[i] - largest);
            sum += rows[i];
        }
        float factor = (float) (1 / sum);
        for (int i = row; i < row + classes; i++) {
            rows[i] *= factor;
        }
    }

    /**
     * Adds the last forward pass to a tally.
     *
     * @param truth the labels, in rows
     * @param examples how many of them count
     */
    void measure(float[] truth, int examples, Tally tally) {
        tally.addProbabilities(truth, rows, classes, examples, smallest);
    }

    /** The sum of the losses of the last forward pass. */
    double loss(INDArray truth) {
        INDArray inOrder = truth.ordering() == 'c' && !truth.isView() ? truth : truth.dup('c');
        labels = inOrder.data().asFloat();
        double loss = 0;
        for (int i = 0; i < rows.length; i++) {
            if (labels[i] != 0) {
                loss -= labels[i] * Math.log(Tally.capped(rows[i], smallest));
            }
        }
        return loss;
    }

    @Override
    public void backward() {
        for (int i = 0; i < rows.length; i++) {
            rows[i] -= labels[i];
        }
        gradient.put(0, rows, 0, rows.length);
    }
}
