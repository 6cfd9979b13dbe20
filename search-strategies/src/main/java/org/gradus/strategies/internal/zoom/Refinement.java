package org.gradus.strategies.internal.zoom;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.Figures;
import org.gradus.core.strategy.Proposal;
import org.gradus.core.study.StudyView;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialState;
import org.gradus.probes.internal.RateProbes;
import org.gradus.probes.internal.RateProbes.Placed;
import org.gradus.probes.internal.UntriedGap;
import org.gradus.strategies.points.TriedConfigurations;

/** Where to go on, once rates are spread over the range. All places are decades above its lower end. */
final class Refinement {
    /** The step to either side of the best full training: about as far as accuracy changes little. */
    private static final double STEP = 0.25;

    /** How far beyond the best probe the search goes where that lies at an end. */
    private static final double STEP_OUT = 0.5;

    private static final double FINEST = 0.1;

    /** One full training in this number looks away from the best, because a single run may be lucky. */
    private static final int LOOK_AROUND = 4;

    private static final double AROUND = 0.75;

    /** How far a rate moves, in decades, that was probed already. */
    private static final double NUDGE = 0.03;

    private static final int NUDGES = 5;

    /** Gaps that differ by less are equal up to rounding; the lower one is the safer. */
    private static final double TIE = 1e-9;

    private final StudyView study;
    private final RateProbes probes;
    private final double width;

    Refinement(StudyView study, RateProbes probes) {
        this.study = study;
        this.probes = probes;
        this.width = probes.plan().decades();
    }

    /** The middle of the widest gap of the range. */
    Proposal lookElsewhere() {
        return suggest(
                probes.widestGap().middle(),
                "the middle of the widest gap, because no probe has learned what the sweeps promised");
    }

    /** Beyond the best probe, where it is the lowest or the highest. */
    Proposal stepOut() {
        double best = probes.leader(probes.plan().firstRung()).orElseThrow().place();
        boolean lower = probes.below(best) < 0;
        double next = lower ? Math.max(0, best - STEP_OUT) : Math.min(width, best + STEP_OUT);
        return suggest(
                next,
                Figures.of(Math.abs(best - next)) + " decades " + (lower ? "below" : "above")
                        + " the best probe, which is the " + (lower ? "lowest" : "highest"));
    }

    /** The middle of the wider gap beside the best probe. */
    Proposal halve() {
        List<Double> places = probes.placed().stream().map(Placed::place).toList();
        int rung = probes.plan().firstRung();
        Optional<Placed> leader = probes.leader(rung);
        if (leader.isEmpty()) {
            return probes.anyRunning()
                    ? new Proposal.Await("no probe has reached epoch " + rung + " yet")
                    : suggest(widest(0, width, places), "the middle of the widest gap, because no probe has a score");
        }
        double best = leader.get().place();
        boolean swept = probes.plan().stretch().isPresent();
        double below = swept ? probes.below(best) : below(places, best, 0);
        double above = swept ? probes.above(best) : above(places, best, width);
        if (below < 0 || above > width) { // After sweeps an end of the range is no neighbour.
            double next = below < 0 ? (best + above) / 2 : (best + below) / 2;
            return suggest(next, "between the best probe so far, an end, and its neighbour");
        }
        boolean lower = best - below >= above - best - TIE;
        double next = lower ? (best + below) / 2 : (best + above) / 2;
        return suggest(
                next,
                "between the best probe so far, after " + rung + " epochs, and its neighbour "
                        + (lower ? "below" : "above"));
    }

    /** The place that should be best at the end, and then around the best that is complete. */
    Proposal closeIn() {
        List<Double> complete = new ArrayList<>();
        boolean shortRunning = false;
        for (Placed probe : probes.placed()) {
            Trial trial = probe.trial();
            if (trial.untilEpoch() == study.maxEpochs()) {
                complete.add(probe.place());
            } else if (trial.state() == TrialState.RUNNING) {
                shortRunning = true;
            }
        }
        if (shortRunning) {
            return new Proposal.Await("short trainings are on their way");
        }
        OptionalDouble target = probes.target();
        Optional<Trial> best = study.bestCompleted();
        if (best.isEmpty() && target.isPresent() && complete.stream().noneMatch(p -> p == target.getAsDouble())) {
            return suggest(target.getAsDouble(), "where the probes say that a full training should be best");
        }
        double centre = best.map(t -> study.space().toUnit(t.configuration())[0] * width)
                .orElse(target.orElse(width / 2));
        return around(centre, complete);
    }

    private Proposal around(double centre, List<Double> complete) {
        double below = below(complete, centre, Double.NEGATIVE_INFINITY);
        double above = above(complete, centre, Double.POSITIVE_INFINITY);
        if (complete.size() % LOOK_AROUND == LOOK_AROUND - 1) {
            return widestAround(centre, AROUND, complete);
        }
        boolean down = centre - below > STEP * 1.01 && centre - STEP >= 0;
        boolean up = above - centre > STEP * 1.01 && centre + STEP <= width;
        if (down || up) {
            boolean lower = down && !(up && probes.pointUp(centre));
            return suggest(
                    lower ? centre - STEP : centre + STEP,
                    "a step of " + Figures.of(STEP) + " decades " + (lower ? "below" : "above")
                            + " the best full training");
        }
        double gapBelow = centre - Math.max(0, below);
        double gapAbove = Math.min(width, above) - centre;
        if (Math.max(gapBelow, gapAbove) > FINEST) {
            boolean lower = gapBelow >= gapAbove - TIE;
            return suggest(
                    lower ? centre - gapBelow / 2 : centre + gapAbove / 2,
                    "the middle of the wider gap beside the best full training");
        }
        return widestAround(centre, 2 * AROUND, complete);
    }

    private Proposal widestAround(double centre, double reach, List<Double> complete) {
        return suggest(
                widest(Math.max(0, centre - reach), Math.min(width, centre + reach), complete),
                "the middle of the widest gap within " + Figures.of(reach) + " decades of the best full training");
    }

    private static double below(List<Double> places, double place, double end) {
        return places.stream().filter(p -> p < place).reduce(end, Math::max);
    }

    private static double above(List<Double> places, double place, double end) {
        return places.stream().filter(p -> p > place).reduce(end, Math::min);
    }

    private static double widest(double from, double until, List<Double> places) {
        return UntriedGap.widest(from, until, places.stream().mapToDouble(p -> p))
                .middle();
    }

    /** This place or, where it was tried, one just below it. */
    private Proposal suggest(double place, String reason) {
        TriedConfigurations tried = TriedConfigurations.of(study);
        for (int nudge = 0; nudge <= NUDGES; nudge++) {
            double moved = place - nudge * NUDGE;
            double unit = width > 0 ? Math.max(0, Math.min(1, moved / width)) : 0.5;
            Configuration next = study.space().fromUnit(new double[] {unit});
            if (!tried.contains(next)) {
                return Proposal.suggest(next, reason);
            }
        }
        return new Proposal.Exhausted("the range holds no rate between those tried");
    }
}
