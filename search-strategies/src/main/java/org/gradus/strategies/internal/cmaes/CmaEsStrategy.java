package org.gradus.strategies.internal.cmaes;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.Domain;
import org.gradus.core.space.Figures;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.strategy.Proposal;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.study.StudyView;
import org.gradus.strategies.points.TriedConfigurations;

/**
 * Covariance matrix adaptation (Hansen, "The CMA Evolution Strategy: A Tutorial", 2016, arXiv 1604.00772): generations of
 * 4 + ⌊3 ln n⌋ trials, drawn from a normal distribution in the unit cube that moves towards the better half of each.
 *
 * <p>Deviations: the first mean is the middle of the space and the first step size a sixth of it, as in Optuna; points
 * outside are drawn again; whole numbers are rounded, without a margin; an inactive parameter is drawn and skipped; a
 * restart keeps the size of generations. A diverged trial ranks last in its generation, a failed one is replaced. The
 * random numbers are those of the study's seed, generation by generation, so that a search is repeated from its trials:
 * see {@link Generations}. Nothing is kept between calls.
 */
public final class CmaEsStrategy implements Strategy {
    /** The name of this strategy. */
    public static final String NAME = "cma-es";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void check(SearchSpace space, StudyBudget budget) {
        space.parameters().stream()
                .filter(p -> p.domain().kind() == Domain.Kind.CATEGORICAL)
                .findFirst()
                .ifPresent(parameter -> {
                    throw new IllegalStateException("strategy '" + NAME + "' searches numbers only, but the space has '"
                            + parameter.name() + "', " + parameter.domain().describe()
                            + "\nMaybe use strategy 'tpe' or 'bayesian', or one search for each value.");
                });
    }

    @Override
    public Proposal propose(StudyView study, RandomGenerator random) {
        TriedConfigurations tried = TriedConfigurations.of(study);
        Optional<String> usedUp = tried.usedUp();
        if (usedUp.isPresent()) {
            return new Proposal.Exhausted(usedUp.get());
        }
        Optional<Generations.Next> next = new Generations(study).next();
        if (next.isEmpty()) {
            return Proposal.suggest(anywhere(study.space(), tried, random), "restarts find nothing new: drawn evenly");
        }
        String generation = "generation " + next.get().generation();
        Optional<Configuration> configuration = next.get().configuration();
        if (configuration.isEmpty()) {
            return new Proposal.Await(generation + " waits for its last trials");
        }
        String step = Figures.of(next.get().step(), 2);
        return Proposal.suggest(
                configuration.get(), generation + ", drawn with a step size of " + step + " of the space");
    }

    private static Configuration anywhere(SearchSpace space, TriedConfigurations tried, RandomGenerator random) {
        Optional<List<Configuration>> left = tried.left();
        return left.isPresent()
                ? left.get().get(random.nextInt(left.get().size()))
                : space.fromUnit(random.doubles(space.dimensions()).toArray());
    }
}
