package org.gradus.trainers.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.training.CancellationToken;
import org.gradus.core.training.TrainingException;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.training.TrainingSession;
import org.gradus.core.trial.Segment;
import org.gradus.trainers.replay.CurveTable.Column;
import org.gradus.trainers.replay.internal.SegmentRange;

/** One trial that reads a recorded curve. */
final class ReplaySession implements TrainingSession {
    private final TrainingRequest request;
    private final double recordedRate;
    private final RecordedCurve curve;
    private final boolean tested;
    private int epoch;
    private boolean untrainedSeen;
    private double lastLoss = Double.NaN;

    /** A session that is yet to begin, at one recorded rate; {@code tested} if the table has a test split. */
    ReplaySession(TrainingRequest request, double recordedRate, RecordedCurve curve, boolean tested) {
        this.request = request;
        this.recordedRate = recordedRate;
        this.curve = curve;
        this.tested = tested;
    }

    @Override
    public long step() {
        return epoch;
    }

    @Override
    public Segment advanceTo(long untilStep, CancellationToken cancel) throws TrainingException, InterruptedException {
        SegmentRange.check(request, epoch, untilStep);
        List<CurvePoint> points = new ArrayList<>();
        if (!untrainedSeen) {
            untrainedSeen = true;
            points.add(point(rateAt(1)));
        }
        while (epoch < untilStep && !curve.hasFailedBy(epoch)) {
            if (Thread.interrupted()) {
                throw new InterruptedException("the replay was interrupted after epoch " + epoch);
            }
            if (cancel.isCancelled()) {
                return Segment.cancelled(points, cancel.reason());
            }
            double rate = rateAt(epoch + 1);
            epoch++;
            points.add(point(rate));
        }
        return curve.hasFailedBy(epoch)
                ? Segment.diverged(points, "the recorded training had failed by epoch " + epoch)
                : Segment.reached(points);
    }

    private double rateAt(int step) throws TrainingException {
        double rate = request.rateAt(step);
        if (rate != recordedRate) {
            throw new TrainingException("the table records constant rates, but the schedule asks for " + rate
                    + " at epoch " + step + " of a training at " + recordedRate);
        }
        return rate;
    }

    /** Only the validation loss shows failure; a training loss that alone is NaN is skipped. */
    private CurvePoint point(double rate) {
        Optional<Evaluation> validation = validation();
        Optional<Evaluation> train = evaluation(Column.TRAIN_LOSS, Column.TRAIN_ACCURACY)
                .filter(e -> Double.isFinite(e.loss()) || curve.hasFailedBy(epoch));
        lastLoss = train.or(() -> validation).map(Evaluation::loss).orElse(lastLoss);
        return new CurvePoint(epoch, rate, lastLoss, train, validation);
    }

    /** The record of a run that failed may be missing; that is reported as a loss that is not a number. */
    private Optional<Evaluation> validation() {
        return curve.hasFailedBy(epoch)
                ? Optional.of(Evaluation.of(
                        nonFinite(curve.figure(Column.VALIDATION_LOSS, epoch)),
                        curve.figure(Column.VALIDATION_ACCURACY, epoch).orElse(Double.NaN)))
                : evaluation(Column.VALIDATION_LOSS, Column.VALIDATION_ACCURACY);
    }

    private static double nonFinite(OptionalDouble loss) {
        double value = loss.orElse(Double.NaN);
        return Double.isFinite(value) ? Double.NaN : value;
    }

    private Optional<Evaluation> evaluation(Column lossColumn, Column accuracyColumn) {
        OptionalDouble loss = curve.figure(lossColumn, epoch);
        OptionalDouble accuracy = curve.figure(accuracyColumn, epoch);
        if (loss.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                accuracy.isPresent()
                        ? Evaluation.of(loss.getAsDouble(), accuracy.getAsDouble())
                        : new Evaluation(loss.getAsDouble(), Map.of()));
    }

    @Override
    public Evaluation test() throws TrainingException {
        if (!tested) {
            throw new UnsupportedOperationException("the table records no test split");
        }
        return evaluation(Column.TEST_LOSS, Column.TEST_ACCURACY)
                .orElseThrow(() -> new TrainingException("no test figures are recorded at epoch " + epoch));
    }
}
