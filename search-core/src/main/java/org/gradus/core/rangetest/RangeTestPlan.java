package org.gradus.core.rangetest;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.gradus.core.curve.LearningCurve;
import org.gradus.core.rangetest.SweepAnalysis.Landmark;
import org.gradus.core.space.Figures;
import org.gradus.core.trial.Sweep;

/**
 * A whole learning-rate range test: sweeps from one snapshot of the model, then probes from the same snapshot at
 * constant rates, which confirm above which rate training breaks. Says what to do next from what was done so far, and
 * what it all means. Immutable; its functions are pure.
 *
 * @param climb the sweep; where it is evaluated, the landmarks come from the validation split
 * @param sweeps how often it is made, at least 1, each time with another order of batches
 * @param probeSteps the steps of a probe, at least 12; 0 to leave the edge unconfirmed
 * @param stepBudget the steps of all sweeps and probes together; a probe that does not fit any more is not begun
 */
public record RangeTestPlan(Sweep climb, int sweeps, int probeSteps, int stepBudget) {
    private static final int STEPS_PER_DECADE = 12;
    private static final int SWEEPS = 3;
    private static final int PROBE_STEPS = 30;
    private static final int LEAST_PROBE_STEPS = 12;
    private static final int PROBES = 6;
    private static final int LEAST_PROBES = 5;
    private static final int FIRST_LOSSES = 5;
    private static final int HELD_OUT_SWEEPS = 2;

    public RangeTestPlan {
        if (climb.isConstant()) {
            throw new IllegalArgumentException(
                    "a range test needs two different rates, but goes from " + climb.minRate() + " to the same");
        }
        if (sweeps < 1) {
            throw new IllegalArgumentException("a range test needs at least 1 sweep, but has " + sweeps);
        }
        if (probeSteps != 0 && probeSteps < LEAST_PROBE_STEPS) {
            throw new IllegalArgumentException("a probe needs at least " + LEAST_PROBE_STEPS
                    + " steps, or 0 for no probes at all, but probeSteps was " + probeSteps);
        }
        if (stepBudget < sweeps * (long) climb.steps()) {
            throw new IllegalArgumentException("a range test of " + sweeps + " sweeps of " + climb.steps()
                    + " steps does not fit into " + stepBudget + " steps");
        }
    }

    /** Three sweeps of 12 steps a decade, and about six probes of 30 steps: 435 steps over seven decades. */
    public static RangeTestPlan of(double minRate, double maxRate) {
        return of(new Sweep(minRate, maxRate, steps(minRate, maxRate)), SWEEPS);
    }

    /** These sweeps, and about six probes of 30 steps. */
    public static RangeTestPlan of(Sweep climb, int sweeps) {
        return new RangeTestPlan(climb, sweeps, PROBE_STEPS, sweeps * climb.steps() + PROBES * PROBE_STEPS);
    }

    /**
     * As much of that as fits: fewer sweeps first, then no probes, then fewer steps in a sweep.
     *
     * @param stepBudget the most steps of all sweeps and probes together, at least 2
     */
    public static RangeTestPlan within(double minRate, double maxRate, int stepBudget) {
        int steps = steps(minRate, maxRate);
        int withEdge = Math.min(SWEEPS, (stepBudget - LEAST_PROBES * PROBE_STEPS) / steps);
        if (withEdge >= 1) {
            return new RangeTestPlan(new Sweep(minRate, maxRate, steps), withEdge, PROBE_STEPS, stepBudget);
        }
        Sweep climb = new Sweep(minRate, maxRate, Math.min(steps, stepBudget));
        return new RangeTestPlan(climb, Math.min(SWEEPS, stepBudget / climb.steps()), 0, stepBudget);
    }

    /**
     * Two long sweeps judged on the validation split about 12 times a decade, as Smith's own are (arXiv 1506.01186 and
     * 1803.09820), and the probes.
     *
     * @param steps of a sweep: an epoch or two
     */
    public static RangeTestPlan heldOut(double minRate, double maxRate, int steps) {
        int evaluateEvery = Math.max(1, steps / steps(minRate, maxRate));
        return of(new Sweep(minRate, maxRate, steps, evaluateEvery), HELD_OUT_SWEEPS);
    }

    /** A plan that these sweeps and probes may have followed; empty where no sweep is among them. */
    public static Optional<RangeTestPlan> followedBy(List<SweepRun> done) {
        return climbs(done)
                .findFirst()
                .map(first -> of(first.sweep(), (int) climbs(done).count()));
    }

    /** The same with another number of sweeps, at least 1. */
    public RangeTestPlan withSweeps(int count) {
        return new RangeTestPlan(climb, count, probeSteps, stepBudget + (count - sweeps) * climb.steps());
    }

    /** The same without probes: the edge is not confirmed. */
    public RangeTestPlan withoutEdge() {
        return new RangeTestPlan(climb, sweeps, 0, sweeps * climb.steps());
    }

    /** The steps of a sweep that is fine enough: 12 a decade. */
    public static int steps(double minRate, double maxRate) {
        return (int) Math.ceil(STEPS_PER_DECADE * Math.log10(maxRate / minRate) - 1e-9) + 1;
    }

    /** Whether the landmarks come from the validation split. */
    public boolean heldOut() {
        return climb.evaluateEvery() > 0;
    }

    /**
     * What to do next.
     *
     * @param sweep from the snapshot; empty when the test is complete
     * @param reason why, in words
     */
    public record Next(Optional<Sweep> sweep, String reason) {
        /** Whether there is nothing more to do. */
        public boolean complete() {
            return sweep.isEmpty();
        }
    }

    /**
     * What to do next.
     *
     * @param done the sweeps and probes made so far, in their order; one that failed with the empty curve
     */
    public Next next(List<SweepRun> done) {
        long climbs = climbs(done).count();
        if (climbs < sweeps) {
            return new Next(
                    Optional.of(climb),
                    "sweep " + (climbs + 1) + " of " + sweeps + " from " + Figures.rate(climb.minRate()) + " to "
                            + Figures.rate(climb.maxRate()));
        }
        if (probeSteps == 0) {
            return complete("all " + sweeps + " sweeps were made");
        }
        Optional<EdgeSearch> search = edgeSearch(done);
        if (search.isEmpty()) {
            return complete("the loss fell in no sweep, so that there is no edge to confirm");
        }
        Optional<EdgeSearch.Probe> probe = search.get().next();
        if (probe.isEmpty()) {
            return complete(search.get().words());
        }
        if (stepsDone(done) + probeSteps > stepBudget) {
            return complete("the " + stepBudget + " steps of the range test are used up; "
                    + search.get().words());
        }
        return new Next(
                Optional.of(Sweep.constant(probe.get().rate(), probeSteps)),
                probe.get().reason());
    }

    private static Next complete(String reason) {
        return new Next(Optional.empty(), reason);
    }

    public static long stepsDone(List<SweepRun> done) {
        return done.stream().mapToLong(run -> run.curve().lastStep()).sum();
    }

    /**
     * What the sweeps and probes say.
     *
     * @throws IllegalArgumentException if no sweep has two different positive rates
     */
    public SweepAnalysis analyse(List<SweepRun> done) {
        return analyse(done, OptionalDouble.empty());
    }

    /**
     * What the sweeps and probes say, where the curvature of the untrained network was measured too.
     *
     * @param limit the rate above which no step is stable where the untrained network stands; the interval ends below it
     * @throws IllegalArgumentException if no sweep has two different positive rates
     */
    public SweepAnalysis analyse(List<SweepRun> done, OptionalDouble limit) {
        return SweepAnalyser.analyse(losses(done), probed(done), limit);
    }

    /** What the probes show of the edge. */
    public EdgeBracket probed(List<SweepRun> done) {
        boolean probed = done.stream().anyMatch(run -> run.sweep().isConstant());
        return probed ? edgeSearch(done).map(EdgeSearch::probed).orElse(EdgeBracket.unknown()) : EdgeBracket.unknown();
    }

    /** What the landmarks of these sweeps come from. */
    public SweepFigure judgedOn(List<SweepRun> done) {
        if (!heldOut()) {
            return SweepFigure.TRAINING_LOSS;
        }
        return climbs(done).allMatch(SweepRun::hasAccuracy)
                ? SweepFigure.VALIDATION_ACCURACY
                : SweepFigure.VALIDATION_LOSS;
    }

    private static Stream<SweepRun> climbs(List<SweepRun> done) {
        return done.stream().filter(run -> !run.sweep().isConstant());
    }

    private List<LearningCurve> losses(List<SweepRun> done) {
        SweepFigure figure = judgedOn(done);
        return climbs(done).map(run -> run.losses(figure)).toList();
    }

    /** The first losses of every sweep, at rates too low to change them. */
    private static double[] untrained(List<SweepRun> done) {
        return climbs(done)
                .flatMapToDouble(run -> Arrays.stream(run.curve().batchLosses()).limit(FIRST_LOSSES))
                .filter(Double::isFinite)
                .toArray();
    }

    /** Empty where the sweeps show no fall. */
    private Optional<EdgeSearch> edgeSearch(List<SweepRun> done) {
        if (climbs(done).allMatch(run -> run.curve().isEmpty())) {
            return Optional.empty();
        }
        SweepAnalysis analysis = SweepAnalyser.analyse(losses(done));
        if (analysis.min().isEmpty()) {
            return Optional.empty();
        }
        double suspected = analysis.unstable().map(Landmark::value).orElse(climb.maxRate());
        List<SweepRun> probes =
                done.stream().filter(run -> run.sweep().isConstant()).toList();
        return Optional.of(new EdgeSearch(probes, untrained(done), suspected, climb.minRate(), climb.maxRate()));
    }
}
