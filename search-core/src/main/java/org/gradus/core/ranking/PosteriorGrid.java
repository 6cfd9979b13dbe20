package org.gradus.core.ranking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * What is unknown of a race beside its candidates, on a grid: the noise, the prior of the gaps, the level of the best, and
 * the shift of the fresh seeds against the seed of the search; each point with its posterior weight. A candidate's gap is
 * integrated out by {@link GapTable}.
 */
final class PosteriorGrid {
    /** The distance of neighbouring shifts in units of the noise. */
    static final double SHIFT_STEP = 0.4;

    private static final int DEVIATIONS = 9;
    /** Points and priors below e^-12 of the best are left out. */
    private static final double NEGLIGIBLE = 12;

    private static final double REACH_OF_SHIFT = 4;
    private static final double[] LEVELS = IntStream.range(0, 33)
            .mapToDouble(i -> i <= 24 ? 6 - i * 0.5 : -6 * Math.pow(1.45, i - 24))
            .toArray();
    private static final int FINE = 17;
    private static final int FEWEST = 8;

    private final RaceFigures figures;
    private final double best;
    private final List<GapTable> others;
    private final List<List<GapTable>> own;
    private final List<Point> points = new ArrayList<>();

    /**
     * A point of the grid.
     *
     * @param weight its posterior weight, 1 at the best
     * @param deviation of one training
     * @param prior the number of the prior of the gaps
     * @param level of the best, with the seed of the search
     * @param shift of the mean of the fresh seeds against it
     */
    record Point(double weight, double deviation, int prior, double level, double shift) {}

    /** A noise with the shifts that go with it. */
    private record Noise(double deviation, double logDensity, double[] shifts, double[] logDensities) {
        double most() {
            return logDensity + Arrays.stream(logDensities).max().orElseThrow();
        }
    }

    PosteriorGrid(RaceFigures figures) {
        this.figures = figures;
        this.best = figures.best();
        this.others = GapTable.all(1);
        this.own = IntStream.range(0, figures.size())
                .mapToObj(i -> GapTable.all(figures.trainings(i)))
                .toList();
        List<Noise> noises = Arrays.stream(deviations()).mapToObj(this::noise).toList();
        double[][] heights = noises.stream().map(this::heights).toArray(double[][]::new);
        double highest =
                Arrays.stream(heights).flatMapToDouble(Arrays::stream).max().orElseThrow();
        for (int i = 0; i < heights.length; i++) {
            for (int prior = 0; prior < others.size(); prior++) {
                if (heights[i][prior] >= highest - NEGLIGIBLE) {
                    addPoints(noises.get(i), prior, highest);
                }
            }
        }
    }

    /** Where the scaled inverse chi square of the noise has its mass, evenly over the logarithm. */
    private double[] deviations() {
        double spread = 1 / Math.sqrt(2.0 * figures.noise().degrees());
        double low = -Math.min(1.6, 3.2 * spread);
        double high = Math.min(3.5, 3.2 * spread + 2.2 * spread * spread);
        return IntStream.range(0, DEVIATIONS)
                .mapToDouble(i -> figures.noise().deviation() * Math.exp(low + (high - low) * i / (DEVIATIONS - 1)))
                .toArray();
    }

    private Noise noise(double deviation) {
        double step = SHIFT_STEP * deviation;
        double reach = REACH_OF_SHIFT * deviation * figures.errorOfShift();
        double centre = figures.apparentShift();
        double[] shifts = reach == 0
                ? new double[] {0}
                : IntStream.rangeClosed(
                                (int) Math.floor((centre - reach) / step), (int) Math.ceil((centre + reach) / step))
                        .mapToDouble(i -> i * step)
                        .toArray();
        double[] logs = Arrays.stream(shifts)
                .map(shift -> Math.log(step)
                        + figures.seeds().logDensity(shift, deviation, step)
                        + figures.logDensityOfShift(shift, deviation))
                .toArray();
        double log = figures.noise().logDensity(deviation) - figures.measured() * Math.log(deviation);
        return new Noise(deviation, log, shifts, logs);
    }

    /** About how high each prior comes at best. */
    private double[] heights(Noise noise) {
        double[] heights = new double[others.size()];
        double most = noise.most();
        for (int prior = 0; prior < heights.length; prior++) {
            DoubleUnaryOperator profile = profile(noise, prior);
            heights[prior] = Double.NEGATIVE_INFINITY;
            for (double level : LEVELS) {
                heights[prior] = Math.max(heights[prior], most + profile.applyAsDouble(level));
            }
        }
        return heights;
    }

    /** The log density over levels, counted in units of the noise from the best score, at the apparent shift. */
    private DoubleUnaryOperator profile(Noise noise, int prior) {
        double shift = noise.shifts().length == 1 ? 0 : figures.apparentShift();
        return x -> ofOthers(noise, prior, level(noise, x)) + ofOwn(noise, prior, level(noise, x), shift);
    }

    private double level(Noise noise, double x) {
        return best + x * noise.deviation();
    }

    private double ofOthers(Noise noise, int prior, double level) {
        GapTable table = others.get(prior);
        double sum = 0;
        for (double score : figures.others()) {
            sum += table.logDensity((score - level) / noise.deviation());
        }
        return sum;
    }

    private double ofOwn(Noise noise, int prior, double level, double shift) {
        double sum = 0;
        for (int i = 0; i < figures.size(); i++) {
            sum += own.get(i).get(prior).logDensity((figures.place(i, shift) - level) / noise.deviation());
        }
        return sum;
    }

    private void addPoints(Noise noise, int prior, double highest) {
        double[] levels = refined(profile(noise, prior));
        for (int i = 0; i < levels.length; i++) {
            double level = level(noise, levels[i]);
            double log =
                    noise.logDensity() + ofOthers(noise, prior, level) + Math.log(width(levels, i) * noise.deviation());
            for (int s = 0; s < noise.shifts().length; s++) {
                double shift = noise.shifts()[s];
                double height = log + noise.logDensities()[s] + ofOwn(noise, prior, level, shift);
                if (height >= highest - NEGLIGIBLE) {
                    points.add(new Point(Math.exp(height - highest), noise.deviation(), prior, level, shift));
                }
            }
        }
    }

    /** Falling levels, several of them where the density is. */
    private static double[] refined(DoubleUnaryOperator profile) {
        double[] levels = LEVELS;
        while (true) {
            double[] heights = Arrays.stream(levels).map(profile).toArray();
            double limit = Arrays.stream(heights).max().orElseThrow() - NEGLIGIBLE;
            int first = 0;
            int last = levels.length - 1;
            while (heights[first] < limit) {
                first++;
            }
            while (heights[last] < limit) {
                last--;
            }
            if (last - first >= FEWEST) {
                return levels;
            }
            double from = levels[Math.max(0, first - 1)];
            double to = levels[Math.min(levels.length - 1, last + 1)];
            levels = IntStream.range(0, FINE)
                    .mapToDouble(i -> from + (to - from) * i / (FINE - 1))
                    .toArray();
        }
    }

    /** Half the distance of a level's neighbours: the trapezoidal rule. */
    private static double width(double[] levels, int i) {
        return (levels[Math.max(0, i - 1)] - levels[Math.min(levels.length - 1, i + 1)]) / 2;
    }

    List<Point> points() {
        return points;
    }

    /** The probabilities of a candidate's gap at a point: see {@link GapTable#posterior}. */
    double[] gap(int candidate, Point point) {
        return own.get(candidate).get(point.prior()).posterior(distance(candidate, point));
    }

    /** A candidate's measured distance from the best at a point, in units of the noise. */
    double distance(int candidate, Point point) {
        return (figures.place(candidate, point.shift()) - point.level()) / point.deviation();
    }
}
