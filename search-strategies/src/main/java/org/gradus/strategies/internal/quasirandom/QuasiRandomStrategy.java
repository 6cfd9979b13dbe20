package org.gradus.strategies.internal.quasirandom;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.strategy.Proposal;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.study.StudyView;
import org.gradus.strategies.points.TriedConfigurations;

/**
 * Follows a scrambled Sobol sequence: as blind as random search, but without its gaps and clusters. Trial n gets point n
 * of one sequence, scrambled by the seed of the study. Stateless.
 */
public final class QuasiRandomStrategy implements Strategy {
    /** The name of this strategy. */
    public static final String NAME = "quasi-random";

    private static final int POINTS_PASSED_OVER = 1000;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void check(SearchSpace space, StudyBudget budget) {
        if (space.dimensions() > ScrambledSobol.MAX_DIMENSIONS) {
            throw new IllegalStateException("strategy '" + NAME + "' works in up to " + ScrambledSobol.MAX_DIMENSIONS
                    + " dimensions, but the space has " + space.dimensions() + "\nMaybe use strategy 'random'.");
        }
    }

    @Override
    public Proposal propose(StudyView study, RandomGenerator random) {
        TriedConfigurations tried = TriedConfigurations.of(study);
        Optional<String> usedUp = tried.usedUp();
        if (usedUp.isPresent()) {
            return new Proposal.Exhausted(usedUp.get());
        }
        int index = study.searchedCount();
        ScrambledSobol sobol = new ScrambledSobol(study.space().dimensions(), study.seed()).skipTo(index);
        Configuration next = study.space().fromUnit(sobol.next());
        for (int i = 1; i < POINTS_PASSED_OVER && tried.contains(next); i++) {
            next = study.space().fromUnit(sobol.next());
        }
        if (tried.contains(next)) {
            next = tried.left().orElse(List.of(next)).get(0);
        }
        return Proposal.suggest(next, "point " + (index + 1) + " of a scrambled Sobol sequence");
    }
}
