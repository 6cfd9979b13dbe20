package org.gradus.examples.benchmark;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.Multimaps;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.gradus.core.curve.CurveStatistics;
import org.gradus.core.diagnosis.Diagnosis.Label;
import org.gradus.trainers.replay.CurveTable;
import org.gradus.trainers.replay.RecordedRun;

/**
 * What the trainings of a table should be called, judged from all epochs, seeds and rates: the rules of
 * {@code docs/benchmarks/diagnosis.md}, which were fixed before the diagnoser was measured by them. Immutable.
 */
final class CurveLabels {
    /** The share of the best gain that is near it, and of the final fall of the loss that is settled. */
    private static final double NEAR = 0.95;

    /** The share of the best gain below which a network guesses, or has hardly begun. */
    private static final double GUESSING = 0.1;

    /** An unsteady training is this many times as rough as a sound one. */
    private static final double ROUGHER = 3;

    /** And its roughness is this share of the best gain. */
    private static final double ROUGH = 0.03;

    /** The fewest epochs of a table: two to be seen, and two more. */
    private static final int FEWEST_EPOCHS = 4;

    private final CurveTable table;
    private final ImmutableListMultimap<Double, WholeCurve> curves;
    private final double chance;
    private final double bestRate;
    private final double bestGain;
    private final double soundRoughness;

    private CurveLabels(CurveTable table) {
        this.table = table;
        this.curves = Multimaps.index(
                table.runs().stream().map(run -> new WholeCurve(table, run)).toList(), WholeCurve::rate);
        this.chance = median(curves.values(), WholeCurve::untrainedAccuracy);
        this.bestRate = curves.keySet().stream()
                .max(Comparator.comparingDouble(this::gain).thenComparing(Comparator.reverseOrder()))
                .orElseThrow();
        this.bestGain = gain(bestRate);
        this.soundRoughness = median(unfailed(c -> c.rate() <= bestRate && isNear(c.rate())), WholeCurve::roughness);
    }

    /**
     * The labels of a table.
     *
     * @throws IllegalArgumentException if its trainings are too short to be halved
     */
    static CurveLabels of(CurveTable table) {
        if (table.epochs() < FEWEST_EPOCHS) {
            throw new IllegalArgumentException("--tables: table '" + table.task() + "' records " + table.epochs()
                    + " epochs, but a diagnosis is checked on at least " + FEWEST_EPOCHS);
        }
        return new CurveLabels(table);
    }

    /** What one of the table's trainings should be called. */
    Label label(RecordedRun run) {
        WholeCurve curve = new WholeCurve(table, run);
        boolean below = curve.rate() < bestRate;
        if (curve.failed() || curve.lost()) {
            return Label.DIVERGED;
        }
        if (curve.laterAccuracy() < chance + GUESSING * bestGain) {
            return below ? Label.TOO_LOW : Label.COLLAPSED;
        }
        if (!below && isUnsteady(curve)) {
            return Label.UNSTABLE;
        }
        return curve.overfits() ? Label.OVERFITTING : standing(curve.rate(), below);
    }

    private boolean isUnsteady(WholeCurve curve) {
        return curve.roughness() >= Math.max(ROUGHER * soundRoughness, ROUGH * bestGain);
    }

    private Label standing(double rate, boolean below) {
        boolean improving = isImproving(rate);
        if (isNear(rate)) {
            return improving ? Label.UNDER_TRAINED : Label.HEALTHY;
        }
        boolean crawling = improving || gain(rate) < GUESSING * bestGain;
        return below && crawling ? Label.TOO_LOW : Label.PLATEAU;
    }

    /** The accuracy above chance at the last epoch seen, the mean over seeds. */
    private double gain(double rate) {
        return mean(curves.get(rate), c -> c.failed() ? chance : c.seenAccuracy()) - chance;
    }

    private boolean isNear(double rate) {
        return gain(rate) >= NEAR * bestGain;
    }

    /** Whether the validation loss fell on after the epochs seen, the mean over seeds. */
    private boolean isImproving(double rate) {
        List<WholeCurve> seeds = unfailed(c -> c.rate() == rate);
        double untrained = mean(seeds, WholeCurve::untrainedLoss);
        return untrained - mean(seeds, WholeCurve::seenLoss) < NEAR * (untrained - mean(seeds, WholeCurve::endLoss));
    }

    private List<WholeCurve> unfailed(Predicate<WholeCurve> which) {
        return curves.values().stream().filter(c -> !c.failed()).filter(which).toList();
    }

    private static double mean(Collection<WholeCurve> curves, ToDoubleFunction<WholeCurve> figure) {
        return curves.stream().mapToDouble(figure).average().orElse(Double.NaN);
    }

    private static double median(Collection<WholeCurve> curves, ToDoubleFunction<WholeCurve> figure) {
        return CurveStatistics.median(curves.stream().mapToDouble(figure).toArray());
    }
}
