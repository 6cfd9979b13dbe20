package org.gradus.budgets.internal.freezethaw;

import com.google.common.collect.Sets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.Figures;
import org.gradus.core.study.StudyView;
import org.gradus.core.trial.Capability;
import org.gradus.core.trial.Decision;
import org.gradus.core.trial.TrialState;
import org.gradus.probes.internal.ProbePlan;
import org.gradus.probes.internal.ProbeStage;
import org.gradus.probes.internal.RateProbes;
import org.gradus.probes.internal.RateProbes.Placed;

/**
 * Trains every probe of a rate for a few epochs, puts it aside, and takes up again the ones that a model of learning
 * curves over the rate finds promising (the idea of freeze-thaw: Swersky, Snoek and Adams 2014, arXiv 1406.3896; the
 * Gaussian process of curves is replaced by {@link RateProbes}, whose every step can be said in words).
 *
 * <p>Once the probes of {@link ProbePlan} have come: the best and two rates on either side go to the second rung, the
 * best of those and its neighbours to the third, and the rate where a full training should be best to the end, if one
 * was probed close by. Trials that are proposed later train to the end. When nothing more is proposed, the best of the
 * probes goes on as long as it is ahead of all that are complete. Over anything but one rate: {@link ForecastThaw}.
 * Stateless.
 */
public final class FreezeThaw implements BudgetPolicy {
    /** The name of this policy. */
    public static final String NAME = "freeze-thaw";

    private static final double CLOSE_BY = 0.1;

    /** Wider, for there are few probes, and the place that they point at is no more certain than this. */
    private static final double CLOSE_BY_AFTER_SWEEPS = 0.2;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Capability> needs() {
        return Sets.immutableEnumSet(Capability.HOLD);
    }

    @Override
    public int firstMilestone(StudyView study, Configuration configuration) {
        if (ProbePlan.refusal(study.space()).isPresent()) {
            return new ForecastThaw(study).firstMilestone();
        }
        RateProbes probes = RateProbes.of(study);
        return probes.stage() == ProbeStage.CLOSE_IN
                ? study.maxEpochs()
                : probes.plan().firstRung();
    }

    @Override
    public List<Decision> decide(StudyView study) {
        if (ProbePlan.refusal(study.space()).isPresent()) {
            return new ForecastThaw(study).decide();
        }
        RateProbes probes = RateProbes.of(study);
        List<Decision> decisions = new ArrayList<>();
        if (!probes.anyRunning()) {
            decisions.addAll(thaw(study, probes));
        }
        for (Placed probe : probes.placed()) {
            boolean goesOn = decisions.stream()
                    .anyMatch(d -> d.trial().equals(probe.trial().id()));
            if (probe.trial().state() == TrialState.WAITING && !goesOn) {
                decisions.add(Decision.hold(
                        probe.trial(), "probed for " + probe.trial().epochsTrained() + " epochs, may go on later"));
            }
        }
        return decisions;
    }

    private static List<Decision> thaw(StudyView study, RateProbes probes) {
        if (probes.stage() == ProbeStage.CLOSE_IN && noneIsComplete(study, probes)) {
            List<Decision> rungs = climb(probes);
            List<Decision> next = rungs.isEmpty() ? finish(study, probes) : rungs;
            if (!next.isEmpty()) {
                return next;
            }
        }
        return study.isClosed() ? lastWord(study, probes) : List.of();
    }

    /** Whether no probe is complete, so that one may have to go on. */
    private static boolean noneIsComplete(StudyView study, RateProbes probes) {
        return study.searched().subList(0, probes.probes()).stream()
                .allMatch(t -> t.finalScore().isEmpty());
    }

    /** Takes the best after a rung, and its neighbours, to the next rung. */
    private static List<Decision> climb(RateProbes probes) {
        List<Integer> rungs = probes.plan().rungs();
        for (int i = 1; i < rungs.size(); i++) {
            int epoch = rungs.get(i);
            int before = rungs.get(i - 1);
            int reach = ProbePlan.reach(i);
            List<Decision> decisions = new ArrayList<>();
            Optional<Placed> leader = probes.leader(before);
            leader.ifPresent(best -> decisions.addAll(promote(probes, before, epoch, best, reach)));
            if (decisions.isEmpty()) {
                probes.leader(epoch).ifPresent(best -> decisions.addAll(promote(probes, before, epoch, best, 1)));
            }
            if (!decisions.isEmpty()) {
                return decisions;
            }
        }
        return List.of();
    }

    private static List<Decision> promote(RateProbes probes, int before, int epoch, Placed best, int reach) {
        List<Placed> field = probes.at(before);
        int middle = field.indexOf(best);
        List<Decision> decisions = new ArrayList<>();
        for (int i = Math.max(0, middle - reach); i <= Math.min(field.size() - 1, middle + reach); i++) {
            Placed probe = field.get(i);
            if (probe.isOpen() && probe.trial().epochsTrained() < epoch) {
                decisions.add(Decision.continueUntil(
                        probe.trial().id(),
                        epoch,
                        (i == middle ? "the best" : "beside the best") + " after " + before + " epochs"));
            }
        }
        return decisions;
    }

    /** Takes the probe at the promising place to the end, if there is one. */
    private static List<Decision> finish(StudyView study, RateProbes probes) {
        OptionalDouble target = probes.target();
        double closeBy = probes.plan().stretch().isPresent() ? CLOSE_BY_AFTER_SWEEPS : CLOSE_BY;
        return probes.placed().stream()
                .filter(Placed::isOpen)
                .filter(p -> target.isPresent() && Math.abs(p.place() - target.getAsDouble()) <= closeBy)
                .min(Comparator.comparingDouble(p -> Math.abs(p.place() - target.getAsDouble())))
                .map(p -> Decision.continueUntil(
                        p.trial().id(),
                        study.maxEpochs(),
                        "within " + Figures.of(closeBy) + " decades of where a full training should be best"))
                .stream()
                .toList();
    }

    /** When nothing more is proposed: the best probe, while it is ahead. */
    private static List<Decision> lastWord(StudyView study, RateProbes probes) {
        int first = probes.plan().firstRung();
        Optional<Placed> best = probes.leader(first).filter(Placed::isOpen);
        return best
                .filter(p -> isAhead(probes, p))
                .map(p -> Decision.continueUntil(
                        p.trial().id(),
                        next(study, probes, p),
                        "after " + p.trial().epochsTrained() + " epochs no complete trial was ahead of it there"))
                .stream()
                .toList();
    }

    private static boolean isAhead(RateProbes probes, Placed probe) {
        int epoch = probe.trial().epochsTrained();
        Optional<Double> own = probes.score(probe, epoch);
        return own.isPresent()
                && probes.placed().stream()
                        .filter(p -> p.trial().finalScore().isPresent())
                        .flatMap(p -> probes.score(p, epoch).stream())
                        .noneMatch(other -> other <= own.get());
    }

    private static int next(StudyView study, RateProbes probes, Placed probe) {
        return probes.plan().rungs().stream()
                .filter(rung -> rung > probe.trial().epochsTrained())
                .findFirst()
                .orElse(study.maxEpochs());
    }
}
