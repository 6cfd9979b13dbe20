package org.gradus.trainers.djl.internal.network;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.Map;
import java.util.stream.IntStream;
import org.gradus.core.curve.Evaluation;
import org.gradus.trainers.djl.data.Examples;

/** Measures a network on examples, in evaluation mode: the mean over all of them. */
public final class Evaluator {
    /** How many examples are evaluated at once; more is not faster. */
    private static final int AT_ONCE = 128;

    private final Network network;

    public Evaluator(Network network) {
        this.network = network;
    }

    /** On all examples. */
    public Evaluation evaluate(Examples examples) {
        return evaluate(examples, IntStream.range(0, examples.size()).toArray());
    }

    /** On the examples of these numbers. */
    public Evaluation evaluate(Examples examples, int[] numbers) {
        BatchBuffer buffer = new BatchBuffer(examples, Math.min(AT_ONCE, numbers.length));
        Sum sum = new Sum();
        for (int from = 0; from < numbers.length; from += AT_ONCE) {
            int count = Math.min(AT_ONCE, numbers.length - from);
            try (NDManager scratch = network.memory().newSubManager()) {
                Batch batch = buffer.fill(scratch, numbers, from, count);
                network.evaluate(batch, (outputs, loss) -> {
                    sum.loss += loss * count;
                    if (examples.isClassification()) {
                        sum.right += right(outputs, batch);
                    }
                });
            }
        }
        double loss = sum.loss / numbers.length;
        return examples.isClassification()
                ? Evaluation.of(loss, (double) sum.right / numbers.length)
                : new Evaluation(loss, Map.of());
    }

    /** How many of the largest outputs are those of the right class. */
    private static int right(NDList outputs, Batch batch) {
        float[] said = outputs.head().toFloatArray();
        float[] classes = batch.labels().toFloatArray();
        int outputsEach = said.length / batch.size();
        return (int) IntStream.range(0, batch.size())
                .filter(i -> largest(said, i * outputsEach, outputsEach) == (int) classes[i])
                .count();
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

    private static final class Sum {
        private double loss;
        private int right;
    }
}
