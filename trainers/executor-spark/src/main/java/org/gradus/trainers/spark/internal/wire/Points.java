package org.gradus.trainers.spark.internal.wire;

import com.google.common.collect.ImmutableMap;
import com.google.common.io.ByteArrayDataInput;
import com.google.common.io.ByteArrayDataOutput;
import java.util.List;
import java.util.Map;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;

/** Points of curves, to the last bit. */
final class Points {
    private Points() {}

    static void write(ByteArrayDataOutput out, List<CurvePoint> points) {
        Bytes.writeAll(out, points, Points::writePoint);
    }

    static List<CurvePoint> read(ByteArrayDataInput in) {
        return Bytes.readAll(in, Points::readPoint);
    }

    private static void writePoint(ByteArrayDataOutput out, CurvePoint point) {
        out.writeLong(point.step());
        out.writeDouble(point.learningRate());
        out.writeDouble(point.batchLoss());
        Bytes.writeOptional(out, point.train(), Points::writeEvaluation);
        Bytes.writeOptional(out, point.validation(), Points::writeEvaluation);
    }

    private static CurvePoint readPoint(ByteArrayDataInput in) {
        return new CurvePoint(
                in.readLong(),
                in.readDouble(),
                in.readDouble(),
                Bytes.readOptional(in, Points::readEvaluation),
                Bytes.readOptional(in, Points::readEvaluation));
    }

    static void writeEvaluation(ByteArrayDataOutput out, Evaluation evaluation) {
        out.writeDouble(evaluation.loss());
        Bytes.writeAll(out, evaluation.metrics().entrySet(), (o, metric) -> {
            Bytes.writeText(o, metric.getKey());
            o.writeDouble(metric.getValue());
        });
    }

    static Evaluation readEvaluation(ByteArrayDataInput in) {
        double loss = in.readDouble();
        List<Map.Entry<String, Double>> metrics = Bytes.readAll(in, i -> Map.entry(Bytes.readText(i), i.readDouble()));
        return new Evaluation(loss, ImmutableMap.copyOf(metrics));
    }
}
