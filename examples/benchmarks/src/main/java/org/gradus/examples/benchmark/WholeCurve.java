package org.gradus.examples.benchmark;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.gradus.core.curve.CurveStatistics;
import org.gradus.trainers.replay.CurveTable;
import org.gradus.trainers.replay.CurveTable.Column;
import org.gradus.trainers.replay.RecordedRun;

/**
 * One recorded training to its last epoch, with the figures that {@link CurveLabels} judges it by. A figure that was not
 * recorded is NaN and left out of means. Immutable.
 */
final class WholeCurve {
    /** Times the untrained loss: beyond that a training is lost. */
    private static final double HOPELESS = 3;

    private final RecordedRun run;
    private final int seen;
    private final int last;
    private final double[] train;
    private final double[] validation;
    private final double[] accuracy;

    /** A run of a table. */
    WholeCurve(CurveTable table, RecordedRun run) {
        this.run = run;
        this.last = table.epochs();
        this.seen = seenEpochs(table);
        this.train = series(Column.TRAIN_LOSS);
        this.validation = series(Column.VALIDATION_LOSS);
        this.accuracy = series(Column.VALIDATION_ACCURACY);
    }

    /** The epochs that the diagnoser sees: half of them. */
    static int seenEpochs(CurveTable table) {
        return table.epochs() / 2;
    }

    private double[] series(Column column) {
        return IntStream.rangeClosed(0, last)
                .mapToDouble(epoch -> run.figure(column, epoch).orElse(Double.NaN))
                .toArray();
    }

    double rate() {
        return run.rate();
    }

    long seed() {
        return run.seed();
    }

    /** Whether a validation loss is not finite, or the record ends early. */
    boolean failed() {
        return run.hasFailedBy(last);
    }

    /** The last epoch that the diagnoser sees. */
    int seen() {
        return seen;
    }

    double untrainedAccuracy() {
        return accuracy[0];
    }

    /** The accuracy at the last epoch that the diagnoser sees, averaged with its neighbours. */
    double seenAccuracy() {
        return mean(accuracy, seen - 1, seen + 1);
    }

    /** The median accuracy from there to the end. */
    double laterAccuracy() {
        return CurveStatistics.median(between(accuracy, seen, last).toArray());
    }

    double untrainedLoss() {
        return validation[0];
    }

    /** The validation loss over the last quarter of the epochs. */
    double endLoss() {
        return mean(validation, endFrom(), last);
    }

    private int endFrom() {
        return last - Math.max(1, last / 4) + 1;
    }

    /** Whether the loss that is fitted stays far above that of the untrained network. */
    boolean lost() {
        double[] fitted = Double.isNaN(train[0]) ? validation : train;
        return CurveStatistics.median(between(fitted, seen, last).toArray()) > HOPELESS * fitted[0];
    }

    /** The standard deviation of the accuracy's white noise from epoch to epoch, after the start; a straight trend does not count. */
    double roughness() {
        double[] distances = IntStream.range(Math.max(2, seen / 2) + 1, last)
                .mapToDouble(epoch -> accuracy[epoch] - (accuracy[epoch - 1] + accuracy[epoch + 1]) / 2)
                .filter(Double::isFinite)
                .toArray();
        double meanSquare = Arrays.stream(distances).map(d -> d * d).average().orElse(0);
        return Math.sqrt(meanSquare * 2 / 3);
    }

    /** The validation loss at an epoch, averaged with its neighbours, of epochs from 1 on. */
    double lossAround(int epoch) {
        return mean(validation, Math.max(1, epoch - 1), epoch + 1);
    }

    /** The validation loss from the last epoch that the diagnoser sees to the end. */
    double laterLoss() {
        return mean(validation, seen, last);
    }

    /** The train loss at an epoch, averaged with its neighbours, of epochs from 1 on. */
    double trainLossAround(int epoch) {
        return mean(train, Math.max(1, epoch - 1), epoch + 1);
    }

    /** The train loss over the last quarter of the epochs. */
    double endTrainLoss() {
        return mean(train, endFrom(), last);
    }

    private static double mean(double[] series, int from, int to) {
        return between(series, from, to).average().orElse(Double.NaN);
    }

    private static DoubleStream between(double[] series, int from, int to) {
        return Arrays.stream(series, from, to + 1).filter(value -> !Double.isNaN(value));
    }
}
