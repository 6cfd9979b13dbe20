package org.gradus.examples.benchmark;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.stream.IntStream;
import org.gradus.trainers.replay.CurveTable;
import org.gradus.trainers.replay.CurveTable.Column;
import org.gradus.trainers.replay.RecordedRun;

/**
 * The accuracies of real trainings at the rates of a grid. Immutable.
 *
 * @param rates rising
 * @param accuracies on validation data after the last epoch, 0 for a training that did not reach it
 */
record RateGrid(List<Double> rates, List<Double> accuracies) {
    /** A rate is good if its accuracy is this near the best one. */
    private static final double GOOD = 0.01;

    /** So that 0.843 is as near to 0.853 as 0.01, in binary fractions too. */
    private static final double ROUNDING = 1e-9;

    RateGrid {
        rates = ImmutableList.copyOf(rates);
        accuracies = ImmutableList.copyOf(accuracies);
    }

    /** The trainings with one seed. */
    static RateGrid ofSeed(CurveTable table, long seed) {
        List<RecordedRun> runs =
                table.runs().stream().filter(run -> run.seed() == seed).toList();
        return new RateGrid(
                runs.stream().map(RecordedRun::rate).toList(),
                runs.stream().map(run -> accuracy(run, table.epochs())).toList());
    }

    /** The mean over the seeds of a table. */
    static RateGrid ofMean(CurveTable table) {
        List<Double> rates =
                table.runs().stream().map(RecordedRun::rate).distinct().toList();
        return new RateGrid(
                rates, rates.stream().map(rate -> meanAccuracy(table, rate)).toList());
    }

    private static double meanAccuracy(CurveTable table, double rate) {
        return table.runs().stream()
                .filter(run -> run.rate() == rate)
                .mapToDouble(run -> accuracy(run, table.epochs()))
                .average()
                .orElse(0);
    }

    private static double accuracy(RecordedRun run, int epochs) {
        double accuracy = run.figure(Column.VALIDATION_ACCURACY, epochs).orElse(0);
        return Double.isFinite(accuracy) && !run.hasFailedBy(epochs) ? accuracy : 0;
    }

    double bestAccuracy() {
        return accuracies.stream().mapToDouble(a -> a).max().orElse(0);
    }

    /** The lowest of the rates with the best accuracy. */
    double bestRate() {
        return rates.get(accuracies.indexOf(bestAccuracy()));
    }

    /** The lowest accuracy that is good. */
    double goodAccuracy() {
        return bestAccuracy() - GOOD - ROUNDING;
    }

    private boolean isGood(int place) {
        return accuracies.get(place) >= goodAccuracy();
    }

    /** Whether a good rate of the grid lies within. */
    boolean hasGoodWithin(double low, double high) {
        return IntStream.range(0, rates.size()).anyMatch(i -> isGood(i) && rates.get(i) >= low && rates.get(i) <= high);
    }

    /** Whether the rate of the grid that lies nearest is good. */
    boolean isGoodNear(double rate) {
        int nearest = 0;
        for (int i = 1; i < rates.size(); i++) {
            nearest = decades(rate, rates.get(i)) < decades(rate, rates.get(nearest)) ? i : nearest;
        }
        return isGood(nearest);
    }

    private static double decades(double one, double other) {
        return Math.abs(Math.log10(one / other));
    }
}
