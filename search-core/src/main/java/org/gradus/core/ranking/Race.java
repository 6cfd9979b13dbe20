package org.gradus.core.ranking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.gradus.core.ranking.RankingResult.Tie;

/**
 * The comparison of the candidates that were trained again with fresh seeds, by one number: how probable it is that each is
 * the best of them ({@link RacePosterior}). Those for which that is at least {@value #TIED}, which is 5 % when rounded as
 * it is printed, are tied for the best.
 *
 * <p>Within the tied group the order follows, each in its unit of noise and rounded once, so that the order is total: the
 * mean score, the generalization gap, the worst drop, and the epoch by which it had settled; then the mean score itself.
 * A small gap alone is no merit, for rates that are too low have it too; so the score comes first.
 */
final class Race {
    static final double TIED = 0.045;

    private final List<Candidate> candidates;
    private final Optional<PooledNoise> noise;
    private final Optional<AdditiveModel> model;
    private final Optional<RacePosterior> posterior;
    private final int best;
    private final double[] probabilities;

    /**
     * Compares candidates that have a completed replicate each; their order does not matter.
     *
     * @param others the scores of the search's other candidates
     */
    Race(List<Candidate> raced, double[] others) {
        this.candidates = raced.stream().sorted(Candidate.BY_CONFIGURATION).toList();
        this.noise = PooledNoise.of(candidates.stream().map(Candidate::scores).toList());
        List<NavigableMap<Integer, Double>> scores =
                candidates.stream().map(Candidate::scoresBySeed).toList();
        this.model = AdditiveModel.fit(scores);
        double[] own = candidates.stream().mapToDouble(Candidate::searchScore).toArray();
        this.posterior = model.filter(m -> m.variance() > 0 && candidates.size() > 1)
                .map(m -> new RacePosterior(RaceFigures.of(m, scores, own, others)));
        this.best = indexOfBest();
        this.probabilities = probabilitiesOfBest();
    }

    private double[] probabilitiesOfBest() {
        if (model.isEmpty() || candidates.size() == 1) {
            return new double[0];
        }
        return posterior.map(RacePosterior::probabilities).orElseGet(() -> withoutNoise(model.get()));
    }

    /** Equal means share. */
    private double[] withoutNoise(AdditiveModel exact) {
        double[] equal = IntStream.range(0, candidates.size())
                .mapToDouble(i -> exact.errorsAbove(i, best) == 0 ? 1 : 0)
                .toArray();
        double sum = Arrays.stream(equal).sum();
        return Arrays.stream(equal).map(share -> share / sum).toArray();
    }

    int size() {
        return candidates.size();
    }

    /** Whether differences can be compared with noise. */
    boolean isDecided() {
        return model.isPresent();
    }

    /** The evidence about the tied candidates, if there are two. */
    Optional<Tie> tie() {
        int[] tied =
                IntStream.range(0, probabilities.length).filter(this::isTied).toArray();
        if (tied.length < 2) {
            return Optional.empty();
        }
        double scale = model.orElseThrow().scale();
        return Optional.of(posterior
                .map(p -> new Tie(
                        scale * p.behind(tied),
                        scale * p.noise(),
                        model.orElseThrow().showsEquivalence(tied)
                                && p.probabilityWithinNoise(tied) >= PooledNoise.CONFIDENCE))
                .orElseGet(() -> new Tie(0, 0, true)));
    }

    private boolean isTied(int index) {
        return index == best || (probabilities.length > 0 && probabilities[index] >= TIED);
    }

    List<Entry> order() {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            entries.add(entry(i));
        }
        entries.sort(Entry.ORDER);
        return entries;
    }

    private Entry entry(int index) {
        return new Entry(
                candidates.get(index),
                index == best,
                isTied(index),
                interval(index),
                probabilities.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(probabilities[index]),
                isTied(index) ? keys(index) : new double[0]);
    }

    private Interval interval(int index) {
        Candidate candidate = candidates.get(index);
        double scale = model.map(AdditiveModel::scale).orElse(1.0);
        return posterior
                .map(p -> new Interval(scale * p.low(index), scale * p.high(index)))
                .or(() -> noise.map(n -> Interval.around(
                        candidate.score().orElseThrow().value(),
                        n.halfWidth(candidate.completed().size()))))
                .orElse(Interval.UNKNOWN);
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
     * @param tied whether it may be the best
     * @param interval of its true score
     * @param probabilityBest among the candidates of the race
     * @param keys orders the tied
     */
    record Entry(
            Candidate candidate,
            boolean isBestMean,
            boolean tied,
            Interval interval,
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
