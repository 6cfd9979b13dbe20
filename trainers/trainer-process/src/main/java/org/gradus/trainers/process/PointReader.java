package org.gradus.trainers.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.training.TrainingRequest;
import org.gradus.trainers.process.Message.WrongMessageException;

/**
 * Reads the points of a training, and refuses those that the request does not ask for. The message of an exception follows
 * "the program". For one thread.
 */
final class PointReader {
    /** How far a rate may be from the schedule's, as a share of it: a rate that was kept as float is 6e-8 off. */
    private static final double RATE_TOLERANCE = 1e-6;

    private final TrainingRequest request;
    private final Set<String> metrics;
    private final int recordEvery;
    private final long evaluateEvery;
    private long last;
    private boolean untrainedAwaited;

    /**
     * A reader of the points after a step.
     *
     * @param step where the model stands; 0 if it is untrained
     */
    PointReader(TrainingRequest request, Set<String> metrics, long step) {
        this.request = request;
        this.metrics = metrics;
        this.recordEvery = Requests.recordEvery(request);
        this.evaluateEvery = Requests.evaluateEvery(request);
        this.last = step;
        this.untrainedAwaited = step == 0 && request.recordedAt(0);
    }

    /** The step of the last point, or where the model stood before. */
    long last() {
        return last;
    }

    /** The next step that is recorded. */
    private long next() {
        long recorded = (last / recordEvery + 1) * recordEvery;
        return evaluateEvery == 0 ? recorded : Math.min(recorded, (last / evaluateEvery + 1) * evaluateEvery);
    }

    CurvePoint read(Message message, long until) throws WrongMessageException {
        long step = message.whole("step");
        double loss = message.number("loss");
        Optional<Evaluation> validation = evaluation(message, "validation");
        Optional<Evaluation> train = evaluation(message, "train");
        CurvePoint point = new CurvePoint(step, rate(message, step), loss, train, validation);
        requireRecorded(message, point, until);
        if (point.isFinite() && validation.isPresent() != request.evaluatedAt(step)) {
            throw message.wrong("wrote a point " + (validation.isPresent() ? "with" : "without")
                    + " 'validation' at step " + step + ", which is " + (validation.isPresent() ? "not " : "")
                    + "to be evaluated");
        }
        untrainedAwaited = false;
        last = step;
        return point;
    }

    private void requireRecorded(Message message, CurvePoint point, long until) throws WrongMessageException {
        long step = point.step();
        long next = Math.min(next(), Math.max(until, request.totalSteps()));
        boolean recorded = step == 0 ? untrainedAwaited : step == next;
        boolean divergence = !point.isFinite() && step > last && step < next;
        if (!(recorded || divergence) || step > until) {
            String expected = next > until ? "no more points until step " + until : "that of step " + next;
            throw message.wrong("wrote the point of step " + step + " where " + expected + " was expected");
        }
    }

    /** Refuses the end of a segment before all its points have come. */
    void requireComplete(Message message, long step) throws WrongMessageException {
        long next = Math.min(next(), request.totalSteps());
        if (next <= step && last < next) {
            throw message.wrong("is at step " + step + " and has not written the point of step " + next);
        }
    }

    private double rate(Message message, long step) throws WrongMessageException {
        if (!message.has("rate")) {
            if (request.isSweep()) {
                throw message.wrong("wrote a point of a sweep without a 'rate', at step " + step);
            }
            return CurvePoint.NO_RATE;
        }
        double rate = message.number("rate");
        if (!(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
            throw message.wrong("wrote a 'rate' that is not positive and finite, at step " + step);
        }
        if (!Requests.ratesAreFactors(request) && step <= request.totalSteps()) {
            double wanted = request.rateAt(Math.max(1, step));
            if (!(Math.abs(rate - wanted) <= RATE_TOLERANCE * wanted)) {
                throw message.wrong(
                        step == 0
                                ? "wrote the rate " + rate + " at step 0, but the schedule has " + wanted
                                        + " for step 1"
                                : "trained step " + step + " at the rate " + rate + ", but the schedule has " + wanted);
            }
        }
        return rate;
    }

    private Optional<Evaluation> evaluation(Message message, String split) throws WrongMessageException {
        JsonNode object = message.fields().get(split);
        if (object == null || object.isNull()) {
            return Optional.empty();
        }
        if (!object.isObject()) {
            throw message.wrong("wrote a '" + split + "' that is no object");
        }
        requireDeclared(message, object, metrics, "'" + split + "'");
        return Optional.of(evaluation(message, object, metrics, "'" + split + "'"));
    }

    /** An evaluation: the loss and, where that is finite, exactly the metrics. */
    static Evaluation evaluation(Message message, JsonNode object, Set<String> metrics, String where)
            throws WrongMessageException {
        double loss = Message.number(object, "loss")
                .orElseThrow(() -> message.wrong("wrote a " + where + " whose 'loss' is no number"));
        Map<String, Double> figures = new TreeMap<>();
        for (String metric : metrics) {
            Optional<Double> figure = Message.number(object, metric);
            figure.ifPresent(value -> figures.put(metric, value));
            if (Double.isFinite(loss) && (figure.isEmpty() || !Double.isFinite(figure.get()))) {
                throw message.wrong("wrote a " + where + " whose '" + metric + "' is "
                        + (object.has(metric) ? "no finite number" : "missing"));
            }
        }
        return new Evaluation(loss, figures);
    }

    /** Refuses figures that the program has not declared. */
    private static void requireDeclared(Message message, JsonNode object, Set<String> metrics, String where)
            throws WrongMessageException {
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!name.equals("loss") && !metrics.contains(name)) {
                throw message.wrong(
                        "wrote a " + where + " with '" + name + "', which is none of its metrics " + metrics);
            }
        }
    }
}
