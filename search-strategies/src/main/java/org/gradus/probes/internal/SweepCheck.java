package org.gradus.probes.internal;

import java.util.List;
import java.util.Optional;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.probes.internal.RateProbes.Placed;

/** Whether the probes in the stretch that sweeps point at bear the sweeps out, and what follows where they do not. */
final class SweepCheck {
    /** A gap of the range that is wider, in decades, may hide the good rates. */
    private static final double FAR = 1.25;

    /** How near to an end of the range a best rate lies at that end, in decades. */
    private static final double AT_THE_END = 0.25;

    /** The part of the sweeps' fall of the loss that a probe must reach to bear them out. */
    private static final double LEARNED = 0.5;

    private final RateProbes probes;
    private final ProbePlan plan;
    private final ProbePlan.Stretch stretch;

    SweepCheck(RateProbes probes, ProbePlan.Stretch stretch) {
        this.probes = probes;
        this.plan = probes.plan();
        this.stretch = stretch;
    }

    /** What the study is ready for, once the first rates were proposed. */
    ProbeStage stage() {
        if (someWentFarther()) {
            return ProbeStage.CLOSE_IN;
        }
        if (probes.anyRunning()) {
            return ProbeStage.AWAIT;
        }
        Optional<Placed> best = probes.leader(plan.firstRung()).filter(this::hasLearned);
        if (best.isEmpty()) {
            return probes.widestGap().width() > FAR ? ProbeStage.LOOK_ELSEWHERE : ProbeStage.CLOSE_IN;
        }
        if (goesOnBeyond(best.get())) {
            return ProbeStage.STEP_OUT;
        }
        return hasNearNeighbours(best.get().place()) ? ProbeStage.CLOSE_IN : ProbeStage.HALVE;
    }

    /** Whether trials are of different lengths: then the probing is over. */
    private boolean someWentFarther() {
        return probes.placed().stream()
                        .mapToInt(p -> p.trial().untilEpoch())
                        .distinct()
                        .count()
                > 1;
    }

    /** Whether a probe has lost half as much of its loss as the sweeps did; one without losses is believed. */
    private boolean hasLearned(Placed probe) {
        double before = loss(probe, 0);
        double after = loss(probe, plan.firstRung());
        return !(before - after < LEARNED * stretch.fall() * Math.abs(before));
    }

    private static double loss(Placed probe, int epoch) {
        return probe.trial()
                .atEpoch(epoch)
                .flatMap(CurvePoint::validation)
                .map(Evaluation::loss)
                .orElse(Double.NaN);
    }

    /** Whether the best is the lowest or the highest and stands out from its neighbour, so that better may follow. */
    private boolean goesOnBeyond(Placed best) {
        boolean lowest = probes.below(best.place()) < 0;
        boolean highest = probes.above(best.place()) > plan.decades();
        double room = lowest ? best.place() : plan.decades() - best.place();
        if (!(lowest || highest) || room <= AT_THE_END) {
            return false;
        }
        List<Placed> scored = probes.at(plan.firstRung());
        int neighbour = scored.indexOf(best) + (lowest ? 1 : -1);
        return neighbour < 0
                || neighbour >= scored.size()
                || !probes.isOnPlateau(scored.get(neighbour), plan.firstRung());
    }

    private boolean hasNearNeighbours(double place) {
        double below = probes.below(place);
        double above = probes.above(place);
        return (below < 0 || place - below <= ProbePlan.NEAR_AFTER_SWEEPS)
                && (above > plan.decades() || above - place <= ProbePlan.NEAR_AFTER_SWEEPS);
    }
}
