package org.gradus.core.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.random.RandomGenerator;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.strategy.Proposal;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.study.StudyView;
import org.gradus.core.trial.Capability;

/**
 * A strategy whose every answer is held to the rules of a single proposal: there is one, it has a reason, and it lies in the
 * space.
 *
 * @param strategy that answers
 */
record CheckedStrategy(Strategy strategy) implements Strategy {
    @Override
    public String name() {
        return strategy.name();
    }

    @Override
    public Set<Capability> needs() {
        return strategy.needs();
    }

    @Override
    public void check(SearchSpace space, StudyBudget budget) {
        strategy.check(space, budget);
    }

    @Override
    public Proposal propose(StudyView study, RandomGenerator random) {
        String where = "trial " + (study.trials().size() + 1) + " of a study of "
                + study.space().describe();
        Proposal proposal = answer(study, random, where);
        assertThat(proposal)
                .as("A strategy always answers, but '%s' proposed null for %s", name(), where)
                .isNotNull();
        assertThat(proposal.reason())
                .as("Every proposal has a reason, but '%s' gave none for %s", name(), where)
                .isNotBlank();
        if (proposal instanceof Proposal.Suggest suggest) {
            assertThat(study.space().contains(suggest.configuration()))
                    .as(
                            "Every proposal lies in the space, but '%s' proposed (%s) for %s",
                            name(), suggest.configuration(), where)
                    .isTrue();
        }
        return proposal;
    }

    private Proposal answer(StudyView study, RandomGenerator random, String where) {
        try {
            return strategy.propose(study, random);
        } catch (RuntimeException e) {
            throw new AssertionError(
                    "A strategy has an answer to every history, but '" + name() + "' threw " + e + " for " + where
                            + ", after "
                            + study.trials().stream()
                                    .map(t -> t.outcome()
                                            .map(o -> o.kind().toString())
                                            .orElse(t.state().toString()))
                                    .toList(),
                    e);
        }
    }
}
