package org.gradus.core.rangetest;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.gradus.core.curve.CurveStatistics;
import org.gradus.core.rangetest.SweepAnalysis.Flag;

/**
 * What makes the reading of sweeps doubtful. Pure.
 *
 * @param sweeps those with losses enough to be smoothed
 * @param grid the places, log₁₀ of the rate
 * @param median the median of the smoothed sweeps at them
 * @param all the landmarks of the median
 * @param each the landmarks of each sweep
 */
record SweepDoubts(List<SweepLosses> sweeps, double[] grid, double[] median, Landmarks all, List<Landmarks> each) {
    /** Below this a fall is covered by a handful of losses. */
    private static final double STEPS_PER_DECADE = 8;

    /** Fewer losses than this are no curve, however narrow the range. */
    private static final int LEAST_STEPS = 24;

    /** A sweep that breaks within this number of decades of its start shows nothing below its edge. */
    private static final double START = 1;

    /** A leap at the start is beyond eight deviations of a single loss there. */
    private static final double LEAP_NOISES = 8;

    /** A leap is at least this share of the initial loss, or of the fall where that is larger. */
    private static final double LEAST_LEAP = 0.5;

    /** A rise by this share is a leap at any noise: past an edge, apparent noise is instability. */
    private static final double MOST_LEAP = 3;

    /** Edges of single sweeps farther apart than this, in decades, are a disagreement. */
    private static final double UNSTABLE_SPREAD = 0.7;

    /** As {@link #UNSTABLE_SPREAD}, for places on the slope, which noise moves more. */
    private static final double FALL_SPREAD = 1.2;

    /** A network that learns has a fall of at least this number of deviations of a single loss. */
    private static final double LEAST_FALL = 3;

    Set<Flag> flags() {
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        add(flags, Flag.TOO_FEW_STEPS, tooFewSteps());
        add(flags, Flag.SPIKE, spike());
        OptionalInt end = all.min().isPresent() ? all.unstable() : rise();
        add(flags, Flag.NEVER_UNSTABLE, end.isEmpty());
        boolean atStart = unstableAtStart(end);
        add(flags, Flag.UNSTABLE_AT_START, atStart);
        add(flags, Flag.NO_DESCENT, !atStart && all.min().isEmpty());
        add(flags, Flag.FLAT, !atStart && flat());
        add(
                flags,
                Flag.DISAGREEING_SWEEPS,
                disagree(Landmarks::unstable, UNSTABLE_SPREAD)
                        || disagree(Landmarks::steep, FALL_SPREAD)
                        || disagree(Landmarks::min, FALL_SPREAD));
        return flags;
    }

    private static void add(Set<Flag> flags, Flag flag, boolean holds) {
        if (holds) {
            flags.add(flag);
        }
    }

    private boolean tooFewSteps() {
        int longest = sweeps.stream().mapToInt(s -> s.losses().length).max().orElse(0);
        return longest < LEAST_STEPS
                || sweeps.stream().anyMatch(s -> s.losses().length < STEPS_PER_DECADE * s.decades());
    }

    private boolean unstableAtStart(OptionalInt end) {
        long leaping = sweeps.stream().filter(this::leapsAtStart).count();
        boolean soon = end.isPresent() && grid[end.getAsInt()] - grid[0] <= START;
        return 2 * leaping > sweeps.size() || (all.min().isEmpty() && (leaping > 0 || soon));
    }

    private boolean leapsAtStart(SweepLosses sweep) {
        double initial = CurveStatistics.median(
                sweeps.stream().mapToDouble(SweepLosses::initial).toArray());
        double fall = initial - Arrays.stream(median).min().orElse(initial);
        double scale = Math.max(Math.abs(initial), fall);
        double leap = Math.min(LEAP_NOISES * sweep.startNoise(), MOST_LEAP * scale);
        return sweep.earlyPeak() > initial + Math.max(leap, LEAST_LEAP * scale);
    }

    /** A spike on the way down from the steepest place is how an edge begins; one before it is not. */
    private boolean spike() {
        double until = grid[all.steep().orElse(rise().orElse(grid.length - 1))];
        return sweeps.stream().anyMatch(s -> s.firstSpike() < until);
    }

    /** Where the median leaves the initial loss upward, without having fallen. */
    OptionalInt rise() {
        double ceiling = CurveStatistics.median(
                sweeps.stream().mapToDouble(SweepLosses::ceiling).toArray());
        return Landmarks.firstAbove(median, (SweepLosses.initial(sweeps, median) + ceiling) / 2, 0);
    }

    private boolean flat() {
        if (all.min().isEmpty()) {
            return true;
        }
        double noise = CurveStatistics.median(
                sweeps.stream().mapToDouble(SweepLosses::noise).toArray());
        return median[0] - median[all.min().getAsInt()] < LEAST_FALL * noise;
    }

    private boolean disagree(Function<Landmarks, OptionalInt> which, double decades) {
        double[] places = Landmarks.places(each, which, grid);
        if (places.length == 0) {
            return false;
        }
        double spread = Arrays.stream(places).max().orElseThrow()
                - Arrays.stream(places).min().orElseThrow();
        return places.length < each.size() || spread > decades;
    }
}
