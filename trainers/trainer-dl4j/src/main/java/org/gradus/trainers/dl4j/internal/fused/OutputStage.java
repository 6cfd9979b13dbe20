package org.gradus.trainers.dl4j.internal.fused;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The loss of a network. Its outputs are written over its input. */
final class OutputStage implements Stage {
    private final Signal input;
    private final Loss loss;
    private final int examples;
    /** The steps or pixels of an example. */
    private final int places;

    private final int width;
    private final long[] shape;
    private final Values gradient;
    private final float[] rows;

    /** In the order of the rows. */
    private float[] labels = {};

    /**
     * The loss of a network.
     *
     * @param input the sums, in rows: of the first step, then of the next, or of the first image; no other stage reads them
     * @param shape of the labels in Deeplearning4j's order: {examples, outputs}, of series {examples, outputs, steps}, of images {examples,
     *     outputs, rows, columns}
     */
    OutputStage(Signal input, Loss loss, long... shape) {
        this.input = input;
        this.loss = loss;
        this.shape = shape.clone();
        this.gradient = input.newGradient();
        this.examples = (int) shape[0];
        this.width = input.values().size(1);
        this.rows = new float[input.values().length()];
        this.places = rows.length / width / examples;
    }

    /** The shape of labels. */
    long[] shape() {
        return shape.clone();
    }

    /** Whether labels are as the output is. */
    boolean fits(INDArray given) {
        return Arrays.equals(shape, given.shape());
    }

    /** A copy of the outputs of the last forward pass, in Deeplearning4j's order. */
    INDArray output() {
        INDArray said = input.values().array();
        return switch (shape.length) {
            case 2 -> said.dup('c');
            case 3 ->
                said.reshape('c', places, examples, width).permute(1, 2, 0).dup('c');
            default ->
                said.reshape('c', examples, shape[2], shape[3], width)
                        .permute(0, 3, 1, 2)
                        .dup('c');
        };
    }

    /** Where a row begins. */
    private int row(int example, int place) {
        return (shape.length == 3 ? place * examples + example : example * places + place) * width;
    }

    @Override
    public void forward(boolean training) {
        input.values().get(0, rows, 0, rows.length);
        loss.activate(rows, width);
        input.values().put(0, rows, 0, rows.length);
    }

    /**
     * Adds the last forward pass to a tally.
     *
     * @param truth the labels in Deeplearning4j's order
     * @param counted how many examples count
     */
    void measure(float[] truth, int counted, Tally tally) {
        arrange(truth);
        double sum = 0;
        for (int example = 0; example < counted; example++) {
            for (int place = 0; place < places; place++) {
                int from = row(example, place);
                sum += loss.of(labels, rows, from, width);
                tally.addRow(labels, rows, from, width);
            }
        }
        tally.addLoss(sum, counted);
    }

    /** The sum of the losses of the last forward pass. */
    double loss(INDArray truth) {
        INDArray inOrder = truth.ordering() == 'c' && !truth.isView() ? truth : truth.dup('c');
        arrange(inOrder.data().asFloat());
        double sum = 0;
        for (int from = 0; from < rows.length; from += width) {
            sum += loss.of(labels, rows, from, width);
        }
        return sum;
    }

    private void arrange(float[] given) {
        if (places == 1) {
            labels = given;
            return;
        }
        if (labels.length != rows.length) {
            labels = new float[rows.length];
        }
        int from = 0;
        for (int example = 0; example < examples; example++) {
            for (int i = 0; i < width; i++) {
                for (int place = 0; place < places; place++) {
                    labels[row(example, place) + i] = given[from++];
                }
            }
        }
    }

    @Override
    public void backward() {
        loss.differentiate(rows, labels, width);
        gradient.put(0, rows, 0, rows.length);
    }
}
