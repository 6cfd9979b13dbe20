package org.gradus.core.store.jdbc;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.jspecify.annotations.Nullable;

/**
 * The points of a segment as columns, one after the other, each of 8 bytes a point, the most significant first: step, learning
 * rate, batch loss; then, if there is a validation, its loss and accuracy; then, if there is an evaluation on the training
 * split, its loss and accuracy. The step is a whole number, everything else an IEEE 754 double. What was not measured is
 * {@link #ABSENT}. Metrics with other names are rare and lie beside, in JSON.
 *
 * @param size how many points
 * @param columns the bytes
 */
record PackedCurve(int size, byte[] columns) {
    /** Bits that no double of Java has once its NaN is the one of {@link Double#doubleToLongBits}. */
    static final long ABSENT = -1;

    private static final int STEP = 0;
    private static final int RATE = 1;
    private static final int BATCH_LOSS = 2;
    private static final int VALIDATION = 3;
    private static final int TRAIN = 5;
    private static final int ALL = 7;

    static PackedCurve of(List<CurvePoint> points) {
        int count = BATCH_LOSS + 1;
        for (CurvePoint point : points) {
            count = point.train().isPresent() ? ALL : point.validation().isPresent() ? Math.max(count, TRAIN) : count;
            if (count == ALL) {
                break;
            }
        }
        int size = points.size();
        ByteBuffer buffer = ByteBuffer.allocate(size * count * Long.BYTES);
        for (int i = 0; i < size; i++) {
            CurvePoint point = points.get(i);
            put(buffer, size, STEP, i, point.step());
            put(buffer, size, RATE, i, Double.doubleToLongBits(point.learningRate()));
            put(buffer, size, BATCH_LOSS, i, Double.doubleToLongBits(point.batchLoss()));
            for (int column = VALIDATION; column < count; column += 2) {
                Optional<Evaluation> evaluation = column == TRAIN ? point.train() : point.validation();
                put(buffer, size, column, i, lossBits(evaluation));
                put(buffer, size, column + 1, i, accuracyBits(evaluation));
            }
        }
        return new PackedCurve(size, buffer.array());
    }

    private static void put(ByteBuffer buffer, int size, int column, int index, long bits) {
        buffer.putLong((column * size + index) * Long.BYTES, bits);
    }

    private static long lossBits(Optional<Evaluation> evaluation) {
        return evaluation.isPresent() ? Double.doubleToLongBits(evaluation.get().loss()) : ABSENT;
    }

    private static long accuracyBits(Optional<Evaluation> evaluation) {
        Double accuracy = evaluation.isPresent() ? evaluation.get().metrics().get(Evaluation.ACCURACY) : null;
        return accuracy == null ? ABSENT : Double.doubleToLongBits(accuracy);
    }

    /** Writes the metrics that have no column, where there are any. */
    static void writeOtherMetrics(List<CurvePoint> points, ObjectNode payload) {
        for (int i = 0; i < points.size(); i++) {
            writeOtherMetrics(i, "validation", points.get(i).validation(), payload);
            writeOtherMetrics(i, "train", points.get(i).train(), payload);
        }
    }

    private static void writeOtherMetrics(
            int index, String split, Optional<Evaluation> evaluation, ObjectNode payload) {
        Map<String, Double> metrics = evaluation.map(Evaluation::metrics).orElse(Map.of());
        if (metrics.isEmpty() || (metrics.size() == 1 && metrics.containsKey(Evaluation.ACCURACY))) {
            return;
        }
        Map<String, Double> others = new TreeMap<>(metrics);
        others.remove(Evaluation.ACCURACY);
        ArrayNode array = payload.withArray("metrics");
        ObjectNode element = array.addObject().put("point", index).put("split", split);
        Fields.put(element.putObject("values"), others);
    }

    /**
     * The points again.
     *
     * @param payload the JSON beside the columns
     */
    List<CurvePoint> points(Fields payload) {
        if (size == 0) {
            return List.of();
        }
        int count = columns.length / Long.BYTES / size;
        if (columns.length != size * count * Long.BYTES || count < TRAIN - 2) {
            throw new IllegalArgumentException(columns.length + " bytes cannot be the columns of " + size + " points");
        }
        Map<Integer, Map<String, Double>> validationMetrics = otherMetrics(payload, "validation");
        Map<Integer, Map<String, Double>> trainMetrics = otherMetrics(payload, "train");
        ByteBuffer buffer = ByteBuffer.wrap(columns);
        ImmutableList.Builder<CurvePoint> points = ImmutableList.builderWithExpectedSize(size);
        for (int i = 0; i < size; i++) {
            points.add(new CurvePoint(
                    bits(buffer, STEP, i),
                    Double.longBitsToDouble(bits(buffer, RATE, i)),
                    Double.longBitsToDouble(bits(buffer, BATCH_LOSS, i)),
                    count > TRAIN ? evaluation(buffer, TRAIN, i, trainMetrics.get(i)) : Optional.empty(),
                    count > VALIDATION
                            ? evaluation(buffer, VALIDATION, i, validationMetrics.get(i))
                            : Optional.empty()));
        }
        return points.build();
    }

    private static Map<Integer, Map<String, Double>> otherMetrics(Fields payload, String split) {
        Map<Integer, Map<String, Double>> metrics = new HashMap<>();
        for (Fields element : payload.list("metrics")) {
            if (element.text("split").equals(split)) {
                metrics.put(element.whole("point"), element.inner("values").numbers());
            }
        }
        return metrics;
    }

    private long bits(ByteBuffer buffer, int column, int index) {
        return buffer.getLong((column * size + index) * Long.BYTES);
    }

    private Optional<Evaluation> evaluation(
            ByteBuffer buffer, int column, int index, @Nullable Map<String, Double> others) {
        long loss = bits(buffer, column, index);
        if (loss == ABSENT) {
            return Optional.empty();
        }
        Map<String, Double> metrics = others == null ? Map.of() : others;
        long accuracy = bits(buffer, column + 1, index);
        if (accuracy != ABSENT) {
            metrics = new TreeMap<>(metrics);
            metrics.put(Evaluation.ACCURACY, Double.longBitsToDouble(accuracy));
        }
        return Optional.of(new Evaluation(Double.longBitsToDouble(loss), metrics));
    }
}
