package org.gradus.strategies.zoom;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.strategy.Proposal;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.trial.StudyBudget;
import org.gradus.core.trial.StudyView;
import org.gradus.probes.ProbePlan;
import org.gradus.probes.RateProbes;
import org.gradus.strategies.points.Tried;

/**
 * Searches one rate on a log scale: first evenly over the range, about one rate a decade, all moved by the seed; then in
 * the middle of the gaps beside the best; then where a full training should be best ({@link RateProbes#target}); then
 * around the best of the full trainings, a step to either side first and halvings of the gaps after that. Made for the
 * policy {@code freeze-thaw}, and works under any. Stateless.
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
        int number = study.searched().size();
        if (number < probes.plan().even()) {
            Proposal.Suggest even = even(study, probes.plan(), number);
            return Tried.of(study).contains(even.configuration())
                    ? new Proposal.Exhausted("the range holds no rate between those tried")
                    : even;
        }
        Refinement refinement = new Refinement(study, probes);
        return number < probes.plan().probes() ? refinement.halve() : refinement.closeIn();
    }

    private static Proposal.Suggest even(StudyView study, ProbePlan plan, int number) {
        double shift = new SplittableRandom(study.seed()).nextDouble();
        int cell = order(plan.even()).get(number);
        double unit = (cell + shift) / plan.even();
        Configuration next = study.space().fromUnit(new double[] {Math.min(1, unit)});
        return Proposal.suggest(next, "rate " + (number + 1) + " of " + plan.even() + " spread evenly over the range");
    }

    /** The cells in an order whose beginnings are spread too: by their numbers, bits reversed. */
    private static List<Integer> order(int cells) {
        return IntStream.range(0, 32)
                .map(i -> Integer.reverse(i) >>> 27)
                .filter(cell -> cell < cells)
                .boxed()
                .toList();
    }
}
