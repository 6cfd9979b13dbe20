package org.gradus.core.diagnosis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.gradus.core.curve.CurveStatistics;
import org.gradus.core.curve.LearningCurve;
import org.gradus.core.diagnosis.SweepAnalysis.Flag;
import org.gradus.core.diagnosis.SweepAnalysis.Interval;
import org.gradus.core.diagnosis.SweepAnalysis.Landmark;

/**
 * Reads the sweeps of a learning-rate range test (Smith 2017, arXiv 1506.01186): exponential climbs of the rate, one
 * loss a step.
 *
 * <p>Each sweep is smoothed by a centred Gaussian of 0.3 decades in log rate, then the median over the sweeps is taken
 * place by place. The fall of the loss counts where it exceeds three of its standard errors. The suggestion is the
 * interval [lrSteep/3, min(lrMin, lrUnstable/3)]: a sweep learns while it climbs, so its edge lies above the edge of a
 * training at a constant rate. Where that edge was confirmed, the highest rate that was stable takes the place of
 * lrUnstable/3. Pure.
 */
public final class SweepAnalyser {
    private static final int PLACES_PER_DECADE = 40;
    private static final int MOST_PLACES = 1000;
    private static final double STEPS_PER_DECADE = 8;
    private static final double SAFETY = 3;
    /** Landmarks of single sweeps farther apart than this, in decades, are a disagreement. */
    private static final double UNSTABLE_SPREAD = 0.7;

    private static final double FALL_SPREAD = 1.2;

    private final List<SweepLosses> sweeps;
    private final double[] grid;
    private final Optional<Landmark> edge;
    private final Set<Flag> flags = EnumSet.noneOf(Flag.class);

    private SweepAnalyser(List<SweepLosses> sweeps, double[] grid, Optional<Landmark> edge) {
        this.sweeps = sweeps;
        this.grid = grid;
        this.edge = edge;
    }

    /**
     * Analyses sweeps over about the same range.
     *
     * @param curves the sweeps, each recorded at every step with the rate of the step and the loss of its batch
     * @throws IllegalArgumentException if no curve has two different positive rates
     */
    public static SweepAnalysis analyse(List<LearningCurve> curves) {
        return analyse(curves, Optional.empty());
    }

    /**
     * Analyses sweeps over about the same range, beside an edge that was confirmed.
     *
     * @param curves the sweeps, each recorded at every step with the rate of the step and the loss of its batch
     * @param edge the rate above which trainings at a constant rate break, where it is known
     * @throws IllegalArgumentException if no curve has two different positive rates
     */
    static SweepAnalysis analyse(List<LearningCurve> curves, Optional<Landmark> edge) {
        List<SweepLosses> all = curves.stream().map(SweepLosses::of).toList();
        double low = curves.stream()
                .flatMapToDouble(c -> Arrays.stream(c.learningRates()))
                .min()
                .orElse(Double.NaN);
        double high = all.stream()
                .mapToDouble(SweepLosses::end)
                .filter(Double::isFinite)
                .max()
                .orElse(Double.NaN);
        double start = Math.log10(low);
        if (!(start < high)) {
            throw new IllegalArgumentException("a range test needs sweeps over at least two different positive rates");
        }
        int places = (int) Math.min(MOST_PLACES, Math.max(3, Math.ceil((high - start) * PLACES_PER_DECADE) + 1));
        double[] grid = new double[places];
        for (int i = 0; i < places; i++) {
            grid[i] = start + (high - start) * i / (places - 1);
        }
        return new SweepAnalyser(all.stream().filter(SweepLosses::usable).toList(), grid, edge)
                .analyse(rules(curves), all.size());
    }

    private static NamedRules rules(List<LearningCurve> curves) {
        LearningCurve longest = curves.stream()
                .max((a, b) -> Integer.compare(a.size(), b.size()))
                .orElseThrow();
        double[] losses = new double[longest.size()];
        for (int i = 0; i < losses.length; i++) {
            int at = i;
            losses[i] = CurveStatistics.median(curves.stream()
                    .filter(c -> at < c.size())
                    .mapToDouble(c -> c.batchLoss(at))
                    .toArray());
        }
        return NamedRules.of(longest.learningRates(), losses);
    }

    private SweepAnalysis analyse(NamedRules rules, int tried) {
        if (2 * sweeps.size() < tried || sweeps.isEmpty()) {
            flags.add(Flag.UNSTABLE_AT_START);
            flags.add(Flag.NO_DESCENT);
            return result(Landmarks.none(), List.of(), rules, new double[0]);
        }
        if (sweeps.size() < tried) {
            flags.add(Flag.DISAGREEING_SWEEPS);
        }
        List<SmoothedSweep> smoothed =
                sweeps.stream().map(s -> SmoothedSweep.of(s, grid)).toList();
        double[] median = across(smoothed, SmoothedSweep::values);
        double[] slopes = across(smoothed, SmoothedSweep::slopes);
        double[] errors = across(smoothed, SmoothedSweep::standardErrors);
        // The median of R normal values has a variance of about π/2R; of one or two it is their mean.
        double shrink = Math.sqrt((sweeps.size() > 2 ? Math.PI / 2 : 1) / sweeps.size());
        Landmarks all = Landmarks.of(median, slopes, scaled(errors, shrink));
        List<Landmarks> each = new ArrayList<>();
        for (SmoothedSweep sweep : smoothed) {
            each.add(Landmarks.of(sweep.values(), sweep.slopes(), sweep.standardErrors()));
        }
        flag(all, each, median);
        return result(all, each, rules, median);
    }

    private double[] across(List<SmoothedSweep> smoothed, Function<SmoothedSweep, double[]> column) {
        double[] medians = new double[grid.length];
        for (int i = 0; i < grid.length; i++) {
            int at = i;
            medians[i] = CurveStatistics.median(
                    smoothed.stream().mapToDouble(s -> column.apply(s)[at]).toArray());
        }
        return medians;
    }

    private static double[] scaled(double[] values, double factor) {
        return Arrays.stream(values).map(v -> v * factor).toArray();
    }

    private void flag(Landmarks all, List<Landmarks> each, double[] median) {
        double decades = grid[grid.length - 1] - grid[0];
        if (sweeps.stream()
                .anyMatch(s -> s.losses().length
                        < STEPS_PER_DECADE
                                * Math.min(decades, s.logRates()[s.logRates().length - 1] - s.logRates()[0]))) {
            flags.add(Flag.TOO_FEW_STEPS);
        }
        double spikeLimit = all.min().isPresent() ? grid[all.min().getAsInt()] : grid[grid.length - 1];
        if (sweeps.stream().anyMatch(s -> s.firstSpike() < spikeLimit)) {
            flags.add(Flag.SPIKE);
        }
        if (all.min().isPresent()) {
            if (all.unstable().isEmpty()) {
                flags.add(Flag.NEVER_UNSTABLE);
            }
        } else {
            flags.add(Flag.NO_DESCENT);
            double ceiling = CurveStatistics.median(
                    sweeps.stream().mapToDouble(SweepLosses::ceiling).toArray());
            OptionalInt rise = Landmarks.firstAbove(median, (median[0] + ceiling) / 2, 0);
            if (rise.isPresent() && rise.getAsInt() < grid.length / 4) {
                flags.add(Flag.UNSTABLE_AT_START);
            } else if (rise.isEmpty() || rise.getAsInt() >= grid.length / 2) {
                flags.add(Flag.FLAT);
            }
        }
        if (disagree(each, Landmarks::unstable, UNSTABLE_SPREAD)
                || disagree(each, Landmarks::steep, FALL_SPREAD)
                || disagree(each, Landmarks::min, FALL_SPREAD)) {
            flags.add(Flag.DISAGREEING_SWEEPS);
        }
    }

    private boolean disagree(List<Landmarks> each, Function<Landmarks, OptionalInt> which, double decades) {
        double[] places = places(each, which);
        if (places.length == 0) {
            return false;
        }
        double spread = Arrays.stream(places).max().orElseThrow()
                - Arrays.stream(places).min().orElseThrow();
        return places.length < each.size() || spread > decades;
    }

    private double[] places(List<Landmarks> each, Function<Landmarks, OptionalInt> which) {
        return each.stream()
                .map(which)
                .flatMapToInt(OptionalInt::stream)
                .mapToDouble(i -> grid[i])
                .toArray();
    }

    private SweepAnalysis result(Landmarks all, List<Landmarks> each, NamedRules rules, double[] median) {
        Optional<Landmark> steep = landmark(all, each, Landmarks::steep);
        Optional<Landmark> min = landmark(all, each, Landmarks::min);
        Optional<Landmark> unstable = landmark(all, each, Landmarks::unstable);
        return new SweepAnalysis(
                landmark(all, each, Landmarks::learn),
                steep,
                min,
                unstable,
                edge,
                interval(steep, min, unstable, median),
                flags,
                rules,
                Arrays.stream(grid)
                        .limit(median.length)
                        .mapToObj(x -> Math.pow(10, x))
                        .toList(),
                Arrays.stream(median).boxed().toList());
    }

    private Optional<Landmark> landmark(Landmarks all, List<Landmarks> each, Function<Landmarks, OptionalInt> which) {
        OptionalInt place = which.apply(all);
        if (place.isEmpty()) {
            return Optional.empty();
        }
        double value = grid[place.getAsInt()];
        double[] places = places(each, which);
        double low = Math.min(value, Arrays.stream(places).min().orElse(value));
        double high = Math.max(value, Arrays.stream(places).max().orElse(value));
        return Optional.of(new Landmark(Math.pow(10, value), Math.pow(10, low), Math.pow(10, high)));
    }

    private Interval interval(
            Optional<Landmark> steep, Optional<Landmark> min, Optional<Landmark> unstable, double[] median) {
        double lowest = Math.pow(10, grid[0]);
        double highest = Math.pow(10, grid[grid.length - 1]);
        if (steep.isPresent() && min.isPresent()) {
            double breaks = edge.map(Landmark::low)
                    .or(() -> unstable.map(u -> u.value() / SAFETY))
                    .orElse(highest);
            double high = Math.min(min.get().value(), breaks);
            double low = steep.get().value() / SAFETY;
            return new Interval(Math.min(low, high / SAFETY), high);
        }
        if (flags.contains(Flag.UNSTABLE_AT_START) || median.length == 0) {
            return new Interval(lowest / 10, lowest);
        }
        return new Interval(lowest, highest);
    }
}
