package org.gradus.core.study;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import org.gradus.core.curve.LearningCurve.Divergence;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.space.internal.Texts;
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

    /** A study without prior knowledge. */
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
     * How a study is searched. Made by a {@link Builder}.
     *
     * @param strategy the strategy's name
     * @param policy the budget policy's name
     * @param planReason why these two
     * @param ranking the name of the ranking, which chooses the finalists
     * @param stopRules the words of the rules that end the search early, in the order in which they are asked
     * @param schedule the name of the learning-rate schedule
     * @param seed the seed everything random is derived from
     * @param finalists how many of the best are trained again, at least 1
     * @param replicates how often each, 0 for not at all
     * @param recordEvery a point is recorded after this number of steps, at least 1
     * @param round the number of trials that begin together, before any of them is reported, and are decided about together; 0
     *     if each report counts at once
     * @param baseline the configuration that the winner is compared with
     * @param divergence when a loss that stays finite counts as diverged
     */
    public record Settings(
            String strategy,
            String policy,
            String planReason,
            String ranking,
            List<String> stopRules,
            String schedule,
            long seed,
            int finalists,
            int replicates,
            int recordEvery,
            int round,
            Optional<Configuration> baseline,
            Divergence divergence) {
        /** The name of the ranking of a study that chooses none: {@value}. */
        public static final String DEFAULT_RANKING = "generalization";

        public Settings {
            Texts.requireName("the name of a strategy", strategy);
            Texts.requireName("the name of a budget policy", policy);
            Texts.requireName("the name of a ranking", ranking);
            Texts.requireName("the name of a schedule", schedule);
            stopRules = ImmutableList.copyOf(stopRules);
            stopRules.forEach(rule -> Texts.requireName("the words of a stop rule", rule));
            planReason = Texts.cut(planReason, Texts.LONGEST_REASON);
            requireAtLeast(1, "finalists", finalists);
            requireAtLeast(0, "replicates", replicates);
            requireAtLeast(1, "recordEvery", recordEvery);
            requireAtLeast(0, "round", round);
        }

        private static void requireAtLeast(int least, String name, int value) {
            if (value < least) {
                throw new IllegalArgumentException(
                        name + " must be " + (least == 0 ? "0 or more" : "at least 1") + ", but was " + value);
            }
        }

        /** Settings by name, each with a default but strategy and policy. */
        public static Builder builder() {
            return new Builder();
        }
    }

    /** Makes {@link Settings}; what is out of its range is refused by {@link #build}. Not thread-safe. */
    public static final class Builder {
        private String strategy = "";
        private String policy = "";
        private String planReason = "";
        private String ranking = Settings.DEFAULT_RANKING;
        private List<String> stopRules = List.of();
        private String schedule = "constant";
        private long seed;
        private int finalists = 3;
        private int replicates;
        private int recordEvery = 10;
        private int round;
        private Optional<Configuration> baseline = Optional.empty();
        private Divergence divergence = Divergence.DEFAULT;

        private Builder() {}

        /** The names of strategy and budget policy, and why these two. */
        public Builder plan(String strategyName, String policyName, String reason) {
            strategy = strategyName;
            policy = policyName;
            planReason = reason;
            return this;
        }

        /** The name of the ranking; default {@value Settings#DEFAULT_RANKING}. */
        public Builder ranking(String name) {
            ranking = name;
            return this;
        }

        /** The words of the rules that end the search early; default none. */
        public Builder stopRules(List<String> words) {
            stopRules = words;
            return this;
        }

        /** The name of the learning-rate schedule; default {@code constant}. */
        public Builder schedule(String name) {
            schedule = name;
            return this;
        }

        /** The seed everything random is derived from; default 0. */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /** How many of the best are trained again, at least 1; default 3. */
        public Builder finalists(int value) {
            finalists = value;
            return this;
        }

        /** How often each finalist is trained again, 0 or more; default 0. */
        public Builder replicates(int value) {
            replicates = value;
            return this;
        }

        /** A point is recorded after this number of steps, at least 1; default 10. */
        public Builder recordEvery(int steps) {
            recordEvery = steps;
            return this;
        }

        /** The number of trials that begin together, 0 or more; default 0, every report counts at once. */
        public Builder round(int trials) {
            round = trials;
            return this;
        }

        /** The configuration that the winner is compared with; default none. */
        public Builder baseline(Configuration value) {
            baseline = Optional.of(value);
            return this;
        }

        /** When a loss that stays finite counts as diverged; default {@link Divergence#DEFAULT}. */
        public Builder divergence(Divergence value) {
            divergence = value;
            return this;
        }

        /**
         * The settings.
         *
         * @throws IllegalArgumentException if one is out of its range
         */
        public Settings build() {
            return new Settings(
                    strategy,
                    policy,
                    planReason,
                    ranking,
                    stopRules,
                    schedule,
                    seed,
                    finalists,
                    replicates,
                    recordEvery,
                    round,
                    baseline,
                    divergence);
        }
    }
}
