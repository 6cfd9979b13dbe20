package org.gradus.strategies.internal.zoom;

import java.util.random.RandomGenerator;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.strategy.Proposal;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.study.StudyView;
import org.gradus.probes.internal.ProbePlan;
import org.gradus.probes.internal.RateProbes;
import org.gradus.probes.internal.SweptRange;
import org.gradus.strategies.points.TriedConfigurations;

/**
 * Searches one rate on a log scale: first evenly over the range, about one rate a decade, all moved by the seed; then in
 * the middle of the gaps beside the best; then where a full training should be best ({@link RateProbes#target}); then
 * around the best of the full trainings, a step to either side first and halvings of the gaps after that. Made for the
 * policy {@code freeze-thaw}, and works under any. Stateless.
 *
 * <p>In a study that has sweeps, the first rates are spread over the interval that those suggest. If the best of them lies
 * at an end, the search steps beyond it; if none has learned what the sweeps let expect, it looks everywhere.
 */
public final class ZoomStrategy implements Strategy {
    /** The name of this strategy. */
    public static final String NAME = "zoom";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void check(SearchSpace space, StudyBudget budget) {
        ProbePlan.refusal(space).ifPresent(problem -> {
            throw new IllegalStateException("strategy '" + NAME + "' " + problem);
        });
    }

    @Override
    public Proposal propose(StudyView study, RandomGenerator random) {
        RateProbes probes = RateProbes.of(study);
        Refinement refinement = new Refinement(study, probes);
        return switch (probes.stage()) {
            case SPREAD -> spread(study, probes);
            case AWAIT -> new Proposal.Await("the probes that are training will say where to go on");
            case LOOK_ELSEWHERE -> refinement.lookElsewhere();
            case STEP_OUT -> refinement.stepOut();
            case HALVE -> refinement.halve();
            case CLOSE_IN -> refinement.closeIn();
        };
    }

    private static Proposal spread(StudyView study, RateProbes probes) {
        ProbePlan plan = probes.plan();
        double unit = Math.min(1, probes.nextOfSpread());
        Configuration next = study.space().fromUnit(new double[] {unit});
        return TriedConfigurations.of(study).contains(next)
                ? new Proposal.Exhausted("the range holds no rate between those tried")
                : Proposal.suggest(
                        next, "rate " + (study.searchedCount() + 1) + " of " + plan.even() + where(study, plan));
    }

    private static String where(StudyView study, ProbePlan plan) {
        if (plan.stretch().isPresent()) {
            return " in the interval of the sweeps";
        }
        String why = SweptRange.of(study)
                .ignored()
                .map(reason -> ", because the sweeps do not help: " + reason)
                .orElse("");
        return " spread evenly over the range" + why;
    }
}
