package org.gradus.trainers.replay;

import java.util.OptionalDouble;
import org.gradus.core.curve.CurveStatistics;
import org.gradus.trainers.replay.CurveTable.Column;

/**
 * How far a rate is from the best recorded one: (best − accuracy)/(best − chance). A rate's accuracy is its validation
 * accuracy at the last epoch, the mean over the recorded seeds, at chance level where a seed failed; best is the highest
 * such value at a recorded rate; chance is the median accuracy at epoch 0.
 */
final class RegretScale {
    /** The regret while there is no incumbent. */
    static final double NO_INCUMBENT = 1;

    private final CurveTable table;
    private final double chance;
    private final double best;

    RegretScale(CurveTable table) {
        this.table = table;
        this.chance = CurveStatistics.median(table.runs().stream()
                .mapToDouble(run -> run.figure(Column.VALIDATION_ACCURACY, 0).orElse(Double.NaN))
                .filter(Double::isFinite)
                .toArray());
        double highest = Double.NEGATIVE_INFINITY;
        for (double rate : table.rates()) {
            highest = Math.max(highest, accuracy(rate));
        }
        this.best = highest;
        if (!(best > chance)) {
            throw new CurveTableException("table '" + table.task() + "' has no rate better than chance: best accuracy "
                    + best + ", untrained " + chance);
        }
    }

    /** The mean accuracy of a rate at the last epoch. */
    double accuracy(double rate) {
        double sum = 0;
        for (int seed = 0; seed < table.seedCount(); seed++) {
            RecordedCurve curve = table.curve(rate, seed);
            OptionalDouble accuracy = curve.figure(Column.VALIDATION_ACCURACY, table.epochs());
            boolean good = !curve.hasFailedBy(table.epochs())
                    && accuracy.isPresent()
                    && Double.isFinite(accuracy.getAsDouble());
            sum += good ? accuracy.getAsDouble() : chance;
        }
        return sum / table.seedCount();
    }

    double chance() {
        return chance;
    }

    double best() {
        return best;
    }

    /** The regret of a rate, 0 for the best recorded one. */
    double regret(double rate) {
        return (best - accuracy(rate)) / (best - chance);
    }
}
