package org.gradus.reports.internal.exports.tensorboard;

import java.util.ArrayList;
import java.util.List;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialPurpose;
import org.gradus.reports.internal.exports.TrialTimes;
import org.gradus.reports.internal.exports.tensorboard.proto.Event;
import org.gradus.reports.internal.exports.tensorboard.proto.Summary;

/** The curve of a trial: loss and metrics by epoch, or, of a sweep, the loss of the batches by step. */
final class Scalars {
    static final String TRAIN = "train";
    static final String VALIDATION = "validation";
    private static final String SWEEP = "sweep";

    private Scalars() {}

    static String tag(String split, String metric) {
        return split + "/" + metric;
    }

    /** The last step that one of these events has; -1 if none has one. */
    static long lastStep(List<Event> events) {
        return events.stream()
                .filter(event -> event.getSummary().getValueList().stream().anyMatch(Summary.Value::hasSimpleValue))
                .mapToLong(Event::getStep)
                .max()
                .orElse(-1);
    }

    /** What was measured after this step, an epoch or, of a sweep, an update. */
    static List<Event> after(long last, Trial trial, TrialTimes times) {
        boolean sweep = trial.purpose() == TrialPurpose.SWEEP;
        List<Event> events = new ArrayList<>();
        for (CurvePoint point : sweep ? trial.curve().points() : trial.wholeEpochs()) {
            long step = sweep ? point.step() : point.step() / trial.stepsPerEpoch();
            if (step > last) {
                Summary summary = sweep ? ofSweep(point) : ofEpoch(point);
                events.add(Event.newBuilder()
                        .setWallTime(TrialTimes.seconds(times.at(trial, point.step())))
                        .setStep(step)
                        .setSummary(summary)
                        .build());
            }
        }
        return events;
    }

    private static Summary ofSweep(CurvePoint point) {
        return Summary.newBuilder()
                .addValue(value(tag(SWEEP, "loss"), point.batchLoss()))
                .addValue(value(tag(SWEEP, "learningRate"), point.learningRate()))
                .build();
    }

    private static Summary ofEpoch(CurvePoint point) {
        Summary.Builder summary = Summary.newBuilder();
        point.train().ifPresent(evaluation -> add(summary, TRAIN, evaluation));
        point.validation().ifPresent(evaluation -> add(summary, VALIDATION, evaluation));
        return summary.build();
    }

    private static void add(Summary.Builder summary, String split, Evaluation evaluation) {
        summary.addValue(value(tag(split, "loss"), evaluation.loss()));
        evaluation.metrics().forEach((name, figure) -> summary.addValue(value(tag(split, name), figure)));
    }

    /** TensorBoard keeps 32 bits of each value. */
    private static Summary.Value value(String tag, double value) {
        return Summary.Value.newBuilder()
                .setTag(tag)
                .setSimpleValue((float) value)
                .build();
    }
}
