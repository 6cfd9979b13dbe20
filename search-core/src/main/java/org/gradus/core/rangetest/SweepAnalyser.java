package org.gradus.core.rangetest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.gradus.core.curve.CurveStatistics;
import org.gradus.core.curve.LearningCurve;
import org.gradus.core.rangetest.SweepAnalysis.Flag;
import org.gradus.core.rangetest.SweepAnalysis.Landmark;

/**
 * Reads the sweeps of a learning-rate range test (Smith 2017, arXiv 1506.01186): exponential climbs of the rate, one
 * loss a step.
 *
 * <p>Each sweep is smoothed by a centred Gaussian of 0.3 decades in log rate, then the median over the sweeps is taken
 * place by place. The fall of the loss counts where it exceeds three of its standard errors. {@link IntervalRule} draws the
 * interval; without a fall, or where the loss rises from the first rates on, there is none. Pure.
 */
final class SweepAnalyser {
    private static final int PLACES_PER_DECADE = 40;
    private static final int MOST_PLACES = 1000;
    /** A climb over a range as narrow as numbers get may fall by this share. */
    private static final double ROUNDING = 1e-9;

    private final List<SweepLosses> sweeps;
    private final double[] grid;
    private final EdgeBracket probed;
    private final OptionalDouble limit;
    private final Set<Flag> flags = EnumSet.noneOf(Flag.class);

    private SweepAnalyser(List<SweepLosses> sweeps, double[] grid, EdgeBracket probed, OptionalDouble limit) {
        this.sweeps = sweeps;
        this.grid = grid;
        this.probed = probed;
        this.limit = limit;
    }

    /**
     * Analyses sweeps over about the same range.
     *
     * @param curves the sweeps, each recorded at every step with the rate of the step and the loss of its batch
     * @throws IllegalArgumentException if no curve has two different positive rates, or the rates of one fall
     */
    static SweepAnalysis analyse(List<LearningCurve> curves) {
        return analyse(curves, EdgeBracket.unknown(), OptionalDouble.empty());
    }

    /**
     * Analyses sweeps over about the same range, beside other evidence of the edge.
     *
     * @param curves the sweeps, each recorded at every step with the rate of the step and the loss of its batch
     * @param probed what short trainings at constant rates show
     * @param limit the stability limit of the untrained network, where it was measured
     * @throws IllegalArgumentException if no curve has two different positive rates, or the rates of one fall
     */
    static SweepAnalysis analyse(List<LearningCurve> curves, EdgeBracket probed, OptionalDouble limit) {
        curves.forEach(SweepAnalyser::requireRising);
        List<SweepLosses> all = curves.stream().map(SweepLosses::of).toList();
        boolean broken = all.stream().anyMatch(SweepLosses::broken);
        double[] grid = grid(curves, broken);
        NamedRules rules = NamedRules.median(curves.stream()
                .map(c -> NamedRules.of(c.learningRates(), c.batchLosses()))
                .toList());
        List<SweepLosses> usable = all.stream().filter(SweepLosses::usable).toList();
        SweepAnalyser analyser = new SweepAnalyser(usable, grid, probed, limit);
        return usable.isEmpty() || 2 * usable.size() < all.size()
                ? analyser.withoutCurve(broken, rules)
                : analyser.analyse(rules, all.size());
    }

    /** The places at which sweeps are compared, log₁₀ of the rate; one alone if a sweep broke at its first rate. */
    private static double[] grid(List<LearningCurve> curves, boolean broken) {
        double[] rates = curves.stream()
                .flatMapToDouble(c -> Arrays.stream(c.learningRates()))
                .sorted()
                .toArray();
        double low = rates.length == 0 ? Double.NaN : Math.log10(rates[0]);
        double high = rates.length == 0 ? Double.NaN : Math.log10(rates[rates.length - 1]);
        if (low == high && broken) {
            return new double[] {low};
        }
        if (!(low < high)) {
            throw new IllegalArgumentException("a range test needs sweeps over at least two different positive rates");
        }
        int places = (int) Math.min(MOST_PLACES, Math.max(3, Math.ceil((high - low) * PLACES_PER_DECADE) + 1));
        double[] grid = new double[places];
        for (int i = 0; i < places; i++) {
            grid[i] = low + (high - low) * i / (places - 1);
        }
        return grid;
    }

    private static void requireRising(LearningCurve curve) {
        double[] rates = curve.learningRates();
        for (int i = 1; i < rates.length; i++) {
            if (rates[i] < rates[i - 1] * (1 - ROUNDING)) {
                throw new IllegalArgumentException("the rates of a sweep must not fall, but " + rates[i] + " at step "
                        + curve.step(i) + " follows " + rates[i - 1] + "\nMaybe the curve is that of a training, whose"
                        + " rate rises and falls.");
            }
        }
    }

    /** Where most sweeps have no losses to speak of. */
    private SweepAnalysis withoutCurve(boolean broken, NamedRules rules) {
        flags.addAll(
                broken
                        ? Set.of(Flag.NO_FINITE_LOSS, Flag.UNSTABLE_AT_START)
                        : Set.of(Flag.TOO_FEW_STEPS, Flag.NO_DESCENT));
        return result(Landmarks.none(), List.of(), rules, new double[0]);
    }

    private SweepAnalysis analyse(NamedRules rules, int tried) {
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
        Landmarks all = Landmarks.of(SweepLosses.initial(sweeps, median), median, slopes, scaled(errors, shrink));
        List<Landmarks> each = new ArrayList<>();
        for (int i = 0; i < sweeps.size(); i++) {
            SmoothedSweep sweep = smoothed.get(i);
            double initial = SweepLosses.initial(sweeps.subList(i, i + 1), sweep.values());
            each.add(Landmarks.of(initial, sweep.values(), sweep.slopes(), sweep.standardErrors()));
        }
        SweepDoubts doubts = new SweepDoubts(sweeps, grid, median, all, each);
        flags.addAll(doubts.flags());
        if (probed.unstable().isPresent()) {
            flags.remove(Flag.NEVER_UNSTABLE);
        }
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

    private SweepAnalysis result(Landmarks all, List<Landmarks> each, NamedRules rules, double[] median) {
        Optional<Landmark> steep = landmark(all, each, Landmarks::steep);
        Optional<Landmark> min = landmark(all, each, Landmarks::min);
        Optional<Landmark> unstable = landmark(all, each, Landmarks::unstable);
        return new SweepAnalysis(
                landmark(all, each, Landmarks::learn),
                steep,
                min,
                unstable,
                probed.edge(),
                interval(steep, min, unstable),
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
        double[] places = Landmarks.places(each, which, grid);
        double low = Math.min(value, Arrays.stream(places).min().orElse(value));
        double high = Math.max(value, Arrays.stream(places).max().orElse(value));
        return Optional.of(new Landmark(Math.pow(10, value), Math.pow(10, low), Math.pow(10, high)));
    }

    /** None where nothing was learned, and none below a range that was too high: nothing was seen there. */
    private Optional<RateInterval> interval(
            Optional<Landmark> steep, Optional<Landmark> min, Optional<Landmark> unstable) {
        return steep.isEmpty() || min.isEmpty() || flags.contains(Flag.UNSTABLE_AT_START)
                ? Optional.empty()
                : Optional.of(
                        new IntervalRule(steep.get().value(), min.get().value(), unstable, probed, limit).interval());
    }
}
