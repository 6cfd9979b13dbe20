package example;

import java.util.random.RandomGenerator;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.strategy.Proposal;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.study.StudyView;
import org.gradus.strategies.points.TriedConfigurations;

/** Throws dice. */
public final class DiceStrategy implements Strategy {
    @Override
    public String name() {
        return "dice";
    }

    @Override
    public Proposal propose(StudyView study, RandomGenerator random) {
        TriedConfigurations tried = TriedConfigurations.of(study);
        if (tried.usedUp().isPresent()) {
            return new Proposal.Exhausted(tried.usedUp().get());
        }
        SearchSpace space = study.space();
        Configuration next = tried.draw(
                10, () -> space.fromUnit(random.doubles(space.dimensions()).toArray()), random::nextInt);
        return Proposal.suggest(next, "the dice fell that way");
    }
}
