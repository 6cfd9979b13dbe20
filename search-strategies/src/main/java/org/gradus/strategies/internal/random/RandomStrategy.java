package org.gradus.strategies.internal.random;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.gradus.core.space.Configuration;
import org.gradus.core.strategy.Proposal;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.study.StudyView;
import org.gradus.strategies.points.TriedConfigurations;

/**
 * Draws each configuration uniformly from the unit cube of the space, independently of all others (Bergstra and Bengio,
 * "Random Search for Hyper-Parameter Optimization", JMLR 2012). What was tried already is drawn again. Stateless.
 */
public final class RandomStrategy implements Strategy {
    /** The name of this strategy. */
    public static final String NAME = "random";

    private static final int DRAWS = 100;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Proposal propose(StudyView study, RandomGenerator random) {
        TriedConfigurations tried = TriedConfigurations.of(study);
        Optional<String> usedUp = tried.usedUp();
        if (usedUp.isPresent()) {
            return new Proposal.Exhausted(usedUp.get());
        }
        Configuration drawn = draw(study, random);
        for (int i = 1; i < DRAWS && tried.contains(drawn); i++) {
            drawn = draw(study, random);
        }
        if (tried.contains(drawn)) {
            List<Configuration> left = tried.left().orElse(List.of(drawn));
            drawn = left.get(random.nextInt(left.size()));
        }
        return Proposal.suggest(drawn, "drawn at random");
    }

    private static Configuration draw(StudyView study, RandomGenerator random) {
        return study.space().fromUnit(random.doubles(study.space().dimensions()).toArray());
    }
}
