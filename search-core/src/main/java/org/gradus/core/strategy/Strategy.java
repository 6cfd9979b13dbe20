package org.gradus.core.strategy;

import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.study.StudyView;
import org.gradus.core.study.SurrogateBand;
import org.gradus.core.trial.Capability;

/**
 * Decides which configuration to try next: a pure function of its arguments. Same view and same random numbers, same
 * proposal, on any machine. Thread-safe.
 */
public interface Strategy {
    /** The name on command lines and in reports, such as {@code quasi-random}: lower-case words, joined by hyphens. */
    String name();

    /**
     * Proposes the next trial.
     *
     * @param study the study so far; trials still running are in it
     * @param random the random numbers of this proposal, seeded by study and trial number
     */
    Proposal propose(StudyView study, RandomGenerator random);

    /**
     * What its surrogate model, if it has one, says of the objective along the learning rate: for reports. As pure as
     * {@link #propose}.
     *
     * @param study the study so far
     * @param at the configuration whose other parameters are kept
     * @return empty without a model, a learning rate, or enough trials
     */
    default Optional<SurrogateBand> surrogate(StudyView study, Configuration at) {
        return Optional.empty();
    }

    /** What it needs a trainer to be able to do. */
    default Set<Capability> needs() {
        return Set.of();
    }

    /**
     * Refuses a space or budget on which it cannot work, before anything is trained.
     *
     * @throws IllegalStateException saying what is missing
     */
    default void check(SearchSpace space, StudyBudget budget) {}
}
