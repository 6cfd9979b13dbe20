package org.gradus.reports.internal.importance;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;

/**
 * The share of the variance of ranks that groups explain, and what chance alone would explain.
 *
 * <p>The share is ε² (Kelley, PNAS 21, 1935): the correlation ratio η² less what it has by chance on average,
 * {@code 1 − (1 − η²)(n − 1)/(n − k)} with n ranks in k groups. On ranks, (n − 1)η² is the H of Kruskal and Wallis (JASA 47,
 * 1952, ties corrected). Chance is estimated by permuting the ranks, so no distribution is assumed; of more than
 * {@value #MOST_PERMUTED} ranks by the χ² distribution with k − 1 degrees of freedom, to which H then has come (Kruskal and
 * Wallis, section 6), for permutations would take minutes.
 *
 * @param share ε²; at most 1, and below 0 where the groups explain less than chance does on average
 * @param h the H of Kruskal and Wallis
 * @param chance the share that 95 % of permutations do not exceed
 * @param pValue how probable it is that chance alone gives such a share or more, in (0, 1]
 */
record RankShare(double share, double h, double chance, double pValue) {
    private static final int PERMUTATIONS = 4999;

    /** Ranks that are permuted at most. */
    static final int MOST_PERMUTED = 2000;

    /** Sums that differ by rounding alone count as equal. */
    private static final double ROUNDING = 1e-9;

    /**
     * The share of some ranks.
     *
     * @param groups to which group each belongs: 0, 1, …, none empty, at least two
     * @param ranks the ranks, more than there are groups and not all equal
     * @param seed of the permutations
     */
    static RankShare of(int[] groups, double[] ranks, long seed) {
        int count = Arrays.stream(groups).max().orElse(0) + 1;
        double mean = Arrays.stream(ranks).average().orElse(0);
        double[] centred = Arrays.stream(ranks).map(rank -> rank - mean).toArray();
        double total = Arrays.stream(centred).map(rank -> rank * rank).sum();
        double between = between(groups, centred, count);
        if (groups.length > MOST_PERMUTED) {
            return ofMany(groups.length, count, between / total);
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[] byChance = new double[PERMUTATIONS];
        int asGood = 0;
        for (int i = 0; i < PERMUTATIONS; i++) {
            shuffle(centred, random);
            byChance[i] = between(groups, centred, count);
            if (byChance[i] >= between - ROUNDING * total) {
                asGood++;
            }
        }
        Arrays.sort(byChance);
        double high = byChance[(int) Math.ceil(0.95 * PERMUTATIONS) - 1];
        return new RankShare(
                adjusted(between / total, ranks.length, count),
                (ranks.length - 1) * between / total,
                adjusted(high / total, ranks.length, count),
                (1.0 + asGood) / (1 + PERMUTATIONS));
    }

    /** By the limit of the distribution of H. */
    private static RankShare ofMany(int n, int groups, double ratio) {
        ChiSquaredDistribution limit = new ChiSquaredDistribution(null, groups - 1);
        double h = (n - 1) * ratio;
        return new RankShare(
                adjusted(ratio, n, groups),
                h,
                adjusted(limit.inverseCumulativeProbability(0.95) / (n - 1), n, groups),
                Math.max(Double.MIN_NORMAL, 1 - limit.cumulativeProbability(h)));
    }

    private static double adjusted(double ratio, int n, int groups) {
        return 1 - (1 - ratio) * (n - 1) / (n - groups);
    }

    /** The sum of squares between groups, of numbers whose mean is 0. */
    private static double between(int[] groups, double[] centred, int count) {
        double[] sums = new double[count];
        int[] sizes = new int[count];
        for (int i = 0; i < groups.length; i++) {
            sums[groups[i]] += centred[i];
            sizes[groups[i]]++;
        }
        double between = 0;
        for (int group = 0; group < count; group++) {
            between += sums[group] * sums[group] / sizes[group];
        }
        return between;
    }

    static void shuffle(double[] values, SplittableRandom random) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            double swapped = values[i];
            values[i] = values[j];
            values[j] = swapped;
        }
    }
}
