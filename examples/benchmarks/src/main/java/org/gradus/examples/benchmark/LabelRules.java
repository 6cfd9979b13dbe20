package org.gradus.examples.benchmark;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.Multimaps;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.gradus.core.curve.CurveStatistics;
import org.gradus.core.diagnosis.Diagnosis.Label;

/** The rules of {@link CurveLabels} over the trainings of some seeds, at all rates. Immutable. */
final class LabelRules {
    /** The share of the best gain that is near it, and of the final fall of the loss that is settled. */
    private static final double NEAR = 0.95;

    /** The share of the fall of the validation loss that a rise takes back when the network overfits: as much as counts elsewhere. */
    private static final double RISE = 0.05;

    /** The share of the best gain below which a network guesses. */
    private static final double GUESSING = 0.1;

    /** An unsteady rate is this many times as rough as a sound one. */
    private static final double ROUGHER = 2;

    /** And its roughness is this share of the best gain. */
    private static final double ROUGH = 0.03;

    private final ImmutableListMultimap<Double, WholeCurve> curves;
    private final double chance;
    private final double bestRate;
    private final double bestGain;
    private final double soundRoughness;

    private LabelRules(Collection<WholeCurve> all) {
        this.curves = Multimaps.index(all, WholeCurve::rate);
        this.chance = Math.max(
                median(curves.values(), WholeCurve::untrainedAccuracy),
                Math.exp(-median(curves.values(), WholeCurve::untrainedLoss)));
        this.bestRate = curves.keySet().stream()
                .max(Comparator.comparingDouble(this::gain).thenComparing(Comparator.reverseOrder()))
                .orElseThrow();
        this.bestGain = gain(bestRate);
        this.soundRoughness = CurveStatistics.median(curves.keySet().stream()
                .filter(rate -> rate <= bestRate && isNear(rate))
                .mapToDouble(this::roughness)
                .toArray());
    }

    static LabelRules of(Collection<WholeCurve> curves) {
        return new LabelRules(curves);
    }

    /** What a training should be called. */
    Label label(WholeCurve curve) {
        boolean below = curve.rate() < bestRate;
        if (curve.failed() || curve.lost()) {
            return Label.DIVERGED;
        }
        if (guesses(curve)) {
            return below ? Label.TOO_LOW : Label.COLLAPSED;
        }
        double rate = curve.rate();
        if (!below && roughness(rate) >= Math.max(ROUGHER * soundRoughness, ROUGH * bestGain)) {
            return Label.UNSTABLE;
        }
        if (overfits(rate)) {
            return Label.OVERFITTING;
        }
        if (isNear(rate)) {
            return isImproving(rate) ? Label.UNDER_TRAINED : Label.HEALTHY;
        }
        return below ? Label.TOO_LOW : Label.PLATEAU;
    }

    private boolean guesses(WholeCurve curve) {
        return curve.laterAccuracy() < chance + GUESSING * bestGain;
    }

    /** The accuracy above chance at the last epoch seen, the mean over seeds. */
    private double gain(double rate) {
        return mean(curves.get(rate), c -> c.failed() ? chance : c.seenAccuracy()) - chance;
    }

    private boolean isNear(double rate) {
        return gain(rate) >= NEAR * bestGain;
    }

    /** The trainings of a rate that learn. */
    private List<WholeCurve> learning(double rate) {
        Predicate<WholeCurve> lost = c -> c.failed() || c.lost() || guesses(c);
        return curves.get(rate).stream().filter(lost.negate()).toList();
    }

    /** The root mean square over the seeds; 0 where none learns. */
    private double roughness(double rate) {
        List<WholeCurve> seeds = learning(rate);
        return seeds.isEmpty() ? 0 : Math.sqrt(mean(seeds, c -> c.roughness() * c.roughness()));
    }

    /** Whether the validation loss had turned at the last epoch seen, and stays above its lowest afterwards. */
    private boolean overfits(double rate) {
        List<WholeCurve> seeds = learning(rate);
        if (seeds.isEmpty()) {
            return false;
        }
        int seen = seeds.get(0).seen();
        int lowest = IntStream.rangeClosed(1, seen)
                .boxed()
                .min(Comparator.comparingDouble(epoch -> mean(seeds, c -> c.lossAround(epoch))))
                .orElseThrow();
        double low = mean(seeds, c -> c.lossAround(lowest));
        double limit = low + RISE * (mean(seeds, WholeCurve::untrainedLoss) - low);
        return mean(seeds, c -> c.lossAround(seen)) >= limit
                && mean(seeds, WholeCurve::laterLoss) >= limit
                && mean(seeds, WholeCurve::endTrainLoss) < mean(seeds, c -> c.trainLossAround(lowest));
    }

    /** Whether the validation loss fell on after the epochs seen. */
    private boolean isImproving(double rate) {
        List<WholeCurve> seeds = learning(rate);
        double untrained = mean(seeds, WholeCurve::untrainedLoss);
        double fall = untrained - mean(seeds, c -> c.lossAround(c.seen()));
        return fall < NEAR * (untrained - mean(seeds, WholeCurve::endLoss));
    }

    private static double mean(Collection<WholeCurve> curves, ToDoubleFunction<WholeCurve> figure) {
        return curves.stream().mapToDouble(figure).average().orElse(Double.NaN);
    }

    private static double median(Collection<WholeCurve> curves, ToDoubleFunction<WholeCurve> figure) {
        return CurveStatistics.median(curves.stream().mapToDouble(figure).toArray());
    }
}
