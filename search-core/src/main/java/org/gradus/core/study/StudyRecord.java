package org.gradus.core.study;

import java.util.Optional;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.space.Texts;
import org.gradus.core.trial.Objective;

/**
 * Everything that fixes a study before its first trial.
 *
 * @param id its name in a store
 * @param space what is searched
 * @param objective what is improved
 * @param budget what may be spent
 * @param settings how it is searched
 * @param provenance with what it was run
 * @param warmStart what is known before
 */
public record StudyRecord(
        StudyId id,
        SearchSpace space,
        Objective objective,
        StudyBudget budget,
        Settings settings,
        Provenance provenance,
        WarmStart warmStart) {
    public StudyRecord {
        warmStart.first().forEach(candidate -> space.check(candidate.configuration()));
        warmStart.prior().places().forEach(place -> space.check(place.configuration()));
    }

    /** A study of which nothing is known before. */
    public StudyRecord(
            StudyId id,
            SearchSpace space,
            Objective objective,
            StudyBudget budget,
            Settings settings,
            Provenance provenance) {
        this(id, space, objective, budget, settings, provenance, WarmStart.NONE);
    }

    /**
     * How a study is searched.
     *
     * @param strategy the strategy's name
     * @param policy the budget policy's name
     * @param planReason why these two
     * @param schedule the name of the learning-rate schedule
     * @param seed the seed everything random is derived from
     * @param finalists how many of the best are retrained, at least 1
     * @param replicates how often each, 0 for not at all
     * @param recordEvery a point is recorded every so many steps, at least 1
     * @param baseline the configuration that the winner is compared with
     * @param round how many trials begin together, before any of them is reported, and are decided about together; 0 if each
     *     report counts at once
     */
    public record Settings(
            String strategy,
            String policy,
            String planReason,
            String schedule,
            long seed,
            int finalists,
            int replicates,
            int recordEvery,
            Optional<Configuration> baseline,
            int round) {
        public Settings {
            Texts.requireName("the name of a strategy", strategy);
            Texts.requireName("the name of a budget policy", policy);
            Texts.requireName("the name of a schedule", schedule);
            planReason = Texts.cut(planReason, Texts.LONGEST_REASON);
            if (finalists < 1) {
                throw new IllegalArgumentException("finalists must be at least 1, but was " + finalists);
            }
            if (replicates < 0) {
                throw new IllegalArgumentException("replicates must be 0 or more, but was " + replicates);
            }
            if (recordEvery < 1) {
                throw new IllegalArgumentException("recordEvery must be at least 1, but was " + recordEvery);
            }
            if (round < 0) {
                throw new IllegalArgumentException("round must be 0 or more, but was " + round);
            }
        }

        /** Settings without rounds. */
        public Settings(
                String strategy,
                String policy,
                String planReason,
                String schedule,
                long seed,
                int finalists,
                int replicates,
                int recordEvery,
                Optional<Configuration> baseline) {
            this(strategy, policy, planReason, schedule, seed, finalists, replicates, recordEvery, baseline, 0);
        }
    }
}
