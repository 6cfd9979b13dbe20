package org.gradus.reports.ranking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The comparison of the candidates that were trained again with fresh seeds. Each is tested against the one with the best
 * mean, one-sided, paired by seed, and the p-values are adjusted after Holm; those that stay at or above
 * {@value #SIGNIFICANCE} are tied with the best.
 *
 * <p>Within the tied group the order follows, each in its unit of noise and rounded once, so that the order is total: the
 * mean score, the generalization gap, the worst drop, and the epoch by which it had settled; then the mean score itself.
 * A small gap alone is no merit, for rates that are too low have it too; so the score comes first.
 */
final class Race {
    static final double SIGNIFICANCE = 0.05;

    private final List<Candidate> candidates;
    private final Optional<PooledNoise> noise;
    private final Optional<AdditiveModel> model;
    private final int best;
    private final double[] pValues;
    private final double[] probabilities;

    /** Compares candidates that have a completed replicate each; their order does not matter. */
    Race(List<Candidate> raced) {
        this.candidates = raced.stream().sorted(Candidate.BY_CONFIGURATION).toList();
        this.noise = PooledNoise.of(candidates.stream().map(Candidate::scores).toList());
        this.model = AdditiveModel.fit(
                candidates.stream().map(Candidate::scoresBySeed).toList());
        this.best = indexOfBest();
        this.pValues = model.map(this::adjustedPValues).orElseGet(() -> new double[0]);
        this.probabilities = model.filter(m -> candidates.size() > 1)
                .map(BestProbability::of)
                .orElseGet(() -> new double[0]);
    }

    /** The noise from seed to seed, where some candidate was trained with two. */
    Optional<PooledNoise> noise() {
        return noise;
    }

    int size() {
        return candidates.size();
    }

    /** Whether differences can be held against noise. */
    boolean isDecided() {
        return model.isPresent();
    }

    /** The candidates, best first. */
    List<Entry> order() {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            entries.add(entry(i));
        }
        entries.sort(Entry.ORDER);
        return entries;
    }

    private Entry entry(int index) {
        Candidate candidate = candidates.get(index);
        boolean tied = index == best || (model.isPresent() && pValues[index] >= SIGNIFICANCE);
        return new Entry(
                candidate,
                index == best,
                tied,
                index == best || model.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(pValues[index]),
                probabilities.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(probabilities[index]),
                tied ? keys(index) : new double[0]);
    }

    private int indexOfBest() {
        return IntStream.range(0, candidates.size())
                .boxed()
                .min(Comparator.comparingDouble(this::mean))
                .orElse(-1);
    }

    /** By the model, where there is one, so that a missing seed is no advantage. */
    private double mean(int index) {
        return model.map(m -> m.means()[index])
                .orElseGet(() -> candidates.get(index).score().orElseThrow().value());
    }

    private double[] adjustedPValues(AdditiveModel fitted) {
        int[] others =
                IntStream.range(0, candidates.size()).filter(i -> i != best).toArray();
        double[] raw = IntStream.of(others)
                .mapToDouble(i -> fitted.pValueOfWorse(i, best))
                .toArray();
        double[] adjusted = Holm.adjust(raw);
        double[] all = new double[candidates.size()];
        all[best] = 1;
        for (int i = 0; i < others.length; i++) {
            all[others[i]] = adjusted[i];
        }
        return all;
    }

    /** What orders the tied group, most important first. */
    private double[] keys(int index) {
        double behind = model.map(m -> m.errorsAbove(index, best)).orElse(0.0);
        double score = noise.filter(n -> n.deviation() > 0).isPresent() ? Math.rint(behind) : behind;
        return new double[] {
            score,
            inNoise(index, TrialMeasures::gap),
            inNoise(index, TrialMeasures::worstDrop),
            Math.rint(meanOf(settledBy(candidates.get(index))))
        };
    }

    /**
     * The mean of a measure in standard errors of such a mean, rounded; 0 for all where one candidate lacks it. The unit is
     * the same for all.
     */
    private double inNoise(int index, Function<TrialMeasures, OptionalDouble> measure) {
        List<double[]> all = candidates.stream().map(c -> c.measures(measure)).toList();
        if (all.stream().anyMatch(values -> values.length == 0)) {
            return 0;
        }
        double mean = meanOf(all.get(index));
        int fewest = all.stream().mapToInt(values -> values.length).min().orElse(1);
        double unit = PooledNoise.of(all).map(n -> n.errorOfMean(fewest)).orElse(0.0);
        return unit > 0 ? Math.rint(mean / unit) : mean;
    }

    private double[] settledBy(Candidate candidate) {
        double distance = noise.map(PooledNoise::deviation).orElse(0.0);
        return candidate.evidence().stream()
                .mapToDouble(t -> TrialMeasures.of(candidate.objective(), t)
                        .settledBy(distance)
                        .orElse(0))
                .toArray();
    }

    private static double meanOf(double[] values) {
        return Arrays.stream(values).average().orElse(0);
    }

    /**
     * A candidate's result.
     *
     * @param isBestMean whether the others were compared with it
     * @param tied whether it cannot be told apart from the best
     * @param pValue after Holm; empty for the best and without noise
     * @param probabilityBest among the candidates of the race
     * @param keys orders the tied
     */
    record Entry(
            Candidate candidate,
            boolean isBestMean,
            boolean tied,
            OptionalDouble pValue,
            OptionalDouble probabilityBest,
            double[] keys) {
        static final Comparator<Entry> ORDER = Comparator.<Entry, Boolean>comparing(e -> !e.tied())
                .thenComparing(Entry::keys, Entry::compare)
                .thenComparingDouble(e -> e.candidate().score().orElseThrow().value())
                .thenComparing(Entry::candidate, Candidate.BY_CONFIGURATION);

        private static int compare(double[] a, double[] b) {
            return Arrays.compare(a, b);
        }
    }
}
