package org.gradus.trainers.dl4j.internal.fused;

import java.util.Map;
import org.gradus.core.curve.Evaluation;

/** Sums over the examples of an evaluation. */
public final class Tally {
    private final boolean classification;
    private double loss;
    private double examples;
    private double right;
    private double counted;

    /**
     * No examples yet.
     *
     * @param classification whether right ones are counted
     */
    public Tally(boolean classification) {
        this.classification = classification;
    }

    /** Adds losses. */
    public void addLoss(double sum, long over) {
        loss += sum;
        examples += over;
    }

    /** Adds counted examples and the number of right ones among them. */
    public void addAccuracy(double rightOnes, double all) {
        right += rightOnes;
        counted += all;
    }

    /**
     * Adds the cross entropy and the accuracy of probabilities, as Deeplearning4j's {@code LossMCXENT} has it: probabilities are capped on
     * both sides.
     *
     * @param truth of each class, in rows
     * @param said the probability of each class, in rows
     * @param rows how many of them count
     * @param smallest the probability below which the loss is capped
     */
    public void addProbabilities(float[] truth, float[] said, int classes, int rows, double smallest) {
        Loss entropy = new Loss.CrossEntropy(smallest);
        double sum = 0;
        for (int from = 0; from < rows * classes; from += classes) {
            sum += entropy.of(truth, said, from, classes);
            addRow(truth, said, from, classes);
        }
        addLoss(sum, rows);
    }

    /**
     * Counts a row of outputs, which is right if the largest is that of the class; nothing where right ones are not counted.
     *
     * @param truth of each class, in rows
     * @param said the output for each class, in rows
     * @param from where the row begins
     */
    void addRow(float[] truth, float[] said, int from, int classes) {
        if (classification) {
            right += largest(truth, from, classes) == largest(said, from, classes) ? 1 : 0;
            counted++;
        }
    }

    private static int largest(float[] values, int from, int count) {
        int largest = from;
        for (int i = from + 1; i < from + count; i++) {
            if (values[i] > values[largest]) {
                largest = i;
            }
        }
        return largest - from;
    }

    /** The means over all examples. */
    public Evaluation mean() {
        return classification
                ? new Evaluation(loss / examples, Map.of(Evaluation.ACCURACY, right / counted))
                : Evaluation.ofLoss(loss / examples);
    }
}
