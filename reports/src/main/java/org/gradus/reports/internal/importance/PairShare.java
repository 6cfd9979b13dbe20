package org.gradus.reports.internal.importance;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.FDistribution;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/**
 * The share of the variance of ranks that two groupings explain together beyond the sum of what each explains by itself, and
 * what chance alone would explain: the interaction of a two-way analysis of variance.
 *
 * <p>The share is ε² (Kelley, PNAS 21, 1935): the sum of squares between cells less that of the additive model, less what noise
 * adds to it on average. Chance is estimated by permuting the residuals of the additive model (Freedman and Lane, Journal of
 * Business and Economic Statistics 1, 1983): permuting the ranks themselves would test that neither grouping matters at all. Of
 * more than {@value RankShare#MOST_PERMUTED} ranks, or where there are too many pairs, the F distribution takes its place.
 *
 * @param share ε² of the interaction; below 0 where it explains less than chance does on average
 * @param chance the share that 95 % of permutations do not exceed
 * @param pValue how probable it is that chance alone gives such an interaction or a stronger one, in (0, 1]
 */
record PairShare(double share, double chance, double pValue) {
    private static final int PERMUTATIONS = 999;
    private static final double LEVEL = 0.95;

    /** Ranks beyond one for each cell, so that their noise is known. */
    private static final int FEWEST_BESIDE_CELLS = 8;

    /** Sums below this share of the total are rounding alone. */
    private static final double ROUNDING = 1e-9;

    /**
     * The share of some ranks.
     *
     * @param first to which group of the first kind each rank belongs: 0, 1, …, none empty
     * @param second the same of the second kind
     * @param ranks not all equal
     * @param permuted whether to permute, rather than to trust the F distribution
     * @return empty where the groups do not cross, or there are too few ranks
     */
    static Optional<PairShare> of(int[] first, int[] second, double[] ranks, long seed, boolean permuted) {
        Design design = Design.of(first, second);
        int beside = ranks.length - design.cells;
        if (design.crossed() < 1 || beside < FEWEST_BESIDE_CELLS) {
            return Optional.empty();
        }
        double mean = Arrays.stream(ranks).average().orElse(0);
        double[] centred = Arrays.stream(ranks).map(rank -> rank - mean).toArray();
        double total = squares(centred);
        Squares found = design.squares(centred, total);
        return Optional.of(
                permuted && ranks.length <= RankShare.MOST_PERMUTED
                        ? byPermutation(design, centred, total, found, seed)
                        : byDistribution(design, total, found, beside));
    }

    private static PairShare byPermutation(Design design, double[] centred, double total, Squares found, long seed) {
        double[] residuals = design.residuals(centred);
        double left = squares(residuals);
        SplittableRandom random = new SplittableRandom(seed);
        double[] byChance = new double[PERMUTATIONS];
        int asStrong = 0;
        for (int i = 0; i < PERMUTATIONS; i++) {
            RankShare.shuffle(residuals, random);
            Squares chance = design.squares(residuals, left);
            byChance[i] = chance.share(total);
            if (chance.ratio() >= found.ratio() * (1 - ROUNDING)) {
                asStrong++;
            }
        }
        Arrays.sort(byChance);
        return new PairShare(
                found.share(total),
                byChance[(int) Math.ceil(LEVEL * PERMUTATIONS) - 1],
                (1.0 + asStrong) / (1 + PERMUTATIONS));
    }

    private static PairShare byDistribution(Design design, double total, Squares found, int beside) {
        FDistribution limit = new FDistribution(null, design.crossed(), beside);
        double high = limit.inverseCumulativeProbability(LEVEL);
        return new PairShare(
                found.share(total),
                (high - 1) * found.crossed * found.noise() / total,
                Math.max(Double.MIN_NORMAL, 1 - limit.cumulativeProbability(found.ratio())));
    }

    private static double squares(double[] values) {
        return Arrays.stream(values).map(value -> value * value).sum();
    }

    /**
     * The sums of squares of one set of ranks.
     *
     * @param interaction between cells, beyond the additive model
     * @param within cells
     * @param crossed the degrees of freedom of the interaction
     * @param beside those within cells
     */
    private record Squares(double interaction, double within, int crossed, int beside) {
        double noise() {
            return within / beside;
        }

        double ratio() {
            return interaction / crossed / Math.max(noise(), Double.MIN_NORMAL);
        }

        double share(double total) {
            return (interaction - crossed * noise()) / total;
        }
    }

    /**
     * Which rank is in which cell.
     *
     * @param levels the groups of the first kind, then those of the second, to which each rank belongs
     * @param cell the cell of each rank
     * @param sizes the ranks in each cell
     * @param inverse the pseudo-inverse of the normal matrix of the additive model
     * @param rank the degrees of freedom of that model
     * @param cells the cells that are not empty
     */
    private record Design(int[][] levels, int[] cell, int[] sizes, double[][] inverse, int rank, int cells) {
        static Design of(int[] first, int[] second) {
            int width = Arrays.stream(first).max().orElse(0) + 1;
            int all = width + Arrays.stream(second).max().orElse(0) + 1;
            RealMatrix normal = MatrixUtils.createRealMatrix(all, all);
            Map<Integer, Integer> known = new LinkedHashMap<>();
            int[] cell = new int[first.length];
            for (int i = 0; i < first.length; i++) {
                int a = first[i];
                int b = width + second[i];
                normal.addToEntry(a, a, 1);
                normal.addToEntry(b, b, 1);
                normal.addToEntry(a, b, 1);
                normal.addToEntry(b, a, 1);
                cell[i] = known.computeIfAbsent(a * all + b, key -> known.size());
            }
            int[] sizes = new int[known.size()];
            Arrays.stream(cell).forEach(c -> sizes[c]++);
            SingularValueDecomposition values = new SingularValueDecomposition(normal);
            return new Design(
                    new int[][] {
                        first, Arrays.stream(second).map(b -> width + b).toArray()
                    },
                    cell,
                    sizes,
                    values.getSolver().getInverse().getData(),
                    values.getRank(),
                    sizes.length);
        }

        int crossed() {
            return cells - rank;
        }

        /** Of ranks whose squares sum up to a total. */
        Squares squares(double[] centred, double total) {
            double[] sums = new double[cells];
            for (int i = 0; i < centred.length; i++) {
                sums[cell[i]] += centred[i];
            }
            double between = IntStream.range(0, cells)
                    .mapToDouble(c -> sums[c] * sums[c] / sizes[c])
                    .sum();
            double[] margins = margins(centred);
            double[] effects = effects(margins);
            double additive = IntStream.range(0, margins.length)
                    .mapToDouble(i -> margins[i] * effects[i])
                    .sum();
            return new Squares(
                    Math.max(0, between - additive), Math.max(0, total - between), crossed(), centred.length - cells);
        }

        double[] residuals(double[] centred) {
            double[] effects = effects(margins(centred));
            return IntStream.range(0, centred.length)
                    .mapToDouble(i -> centred[i] - effects[levels[0][i]] - effects[levels[1][i]])
                    .toArray();
        }

        private double[] margins(double[] centred) {
            double[] margins = new double[inverse.length];
            for (int i = 0; i < centred.length; i++) {
                margins[levels[0][i]] += centred[i];
                margins[levels[1][i]] += centred[i];
            }
            return margins;
        }

        private double[] effects(double[] margins) {
            return Arrays.stream(inverse)
                    .mapToDouble(row -> IntStream.range(0, row.length)
                            .mapToDouble(i -> row[i] * margins[i])
                            .sum())
                    .toArray();
        }
    }
}
