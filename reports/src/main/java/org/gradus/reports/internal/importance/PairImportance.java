package org.gradus.reports.internal.importance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.gradus.core.ranking.RankedTrial;
import org.gradus.core.space.Parameter;
import org.gradus.core.study.StudyView;

/**
 * How much two hyperparameters mattered only together: the share of the variance of the ranks of candidates that knowing both
 * explains beyond what each explains by itself, their second-order effect as in functional ANOVA (Hutter et al., ICML 2014).
 *
 * <p>Deviations are those of {@link ParameterImportance}: means over groups of trials, and ranks.
 *
 * @param first the name of the earlier one in the space
 * @param second the name of the other
 * @param trials how many candidates had both and were ranked
 * @param measure the share and how sure it is; empty with too few trials, or where they were not tried in combination
 */
public record PairImportance(String first, String second, int trials, Optional<Measure> measure) {
    /** Trials of a cell that numbers are grouped for. */
    private static final int TRIALS_PER_CELL = 5;

    /** Of more pairs, permutations would take minutes. */
    private static final int MOST_PERMUTED = 66;

    /**
     * What was measured.
     *
     * @param share the share of the variance, in [0, 1]
     * @param chance the share that chance alone exceeds once in twenty times, in [0, 1]
     * @param pValue how probable such a share is by chance, adjusted for the number of pairs by Holm's method, in (0, 1]
     * @param best the values with which candidates ranked best on average, in words
     */
    public record Measure(double share, double chance, double pValue, String best) {}

    /**
     * The importance of every pair, in the order of the space.
     *
     * @param ranking all candidates, best first
     */
    public static List<PairImportance> of(StudyView study, List<RankedTrial> ranking) {
        List<String> names =
                study.space().parameters().stream().map(Parameter::name).toList();
        boolean permuted = names.size() * (names.size() - 1) / 2 <= MOST_PERMUTED;
        RankedCandidates ranked = RankedCandidates.of(ranking);
        List<Crossed> pairs = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            for (int j = i + 1; j < names.size(); j++) {
                pairs.add(Crossed.of(names.get(i), names.get(j), ranked, study.seed(), permuted));
            }
        }
        double[] adjusted = Holm.adjust(pairs.stream()
                .flatMap(pair -> pair.share().stream())
                .mapToDouble(PairShare::pValue)
                .toArray());
        List<PairImportance> importance = new ArrayList<>();
        int measured = 0;
        for (Crossed pair : pairs) {
            double pValue = pair.share().isPresent() ? adjusted[measured++] : 1;
            importance.add(new PairImportance(
                    pair.first(),
                    pair.second(),
                    pair.trials(),
                    pair.share().map(share -> pair.measure(share, pValue))));
        }
        return List.copyOf(importance);
    }

    /** The candidates that have both hyperparameters, in groups by either. */
    private record Crossed(
            String first, String second, Grouping one, Grouping other, double[] ranks, Optional<PairShare> share) {
        static Crossed of(String first, String second, RankedCandidates ranked, long seed, boolean permuted) {
            RankedCandidates with = ranked.having(first, second);
            int wanted = (int) Math.round(Math.sqrt(with.size() / (double) TRIALS_PER_CELL));
            Grouping one = Grouping.of(first, with.values(first), wanted);
            Grouping other = Grouping.of(second, with.values(second), wanted);
            double[] ranks = with.meanRanks();
            boolean varied = one.names().size() > 1 && other.names().size() > 1 && ranks[0] != ranks[ranks.length - 1];
            return new Crossed(
                    first,
                    second,
                    one,
                    other,
                    ranks,
                    varied ? PairShare.of(one.groups(), other.groups(), ranks, seed, permuted) : Optional.empty());
        }

        int trials() {
            return ranks.length;
        }

        Measure measure(PairShare found, double pValue) {
            return new Measure(Math.max(0, found.share()), Math.max(0, found.chance()), pValue, best());
        }

        private String best() {
            int width = other.names().size();
            int[] cells = IntStream.range(0, ranks.length)
                    .map(i -> one.groups()[i] * width + other.groups()[i])
                    .toArray();
            List<String> names = IntStream.range(0, one.names().size() * width)
                    .mapToObj(cell -> first + " " + one.names().get(cell / width) + " with " + second + " "
                            + other.names().get(cell % width))
                    .toList();
            return new Grouping(cells, names).best(ranks);
        }
    }
}
