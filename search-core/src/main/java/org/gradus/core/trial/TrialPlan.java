package org.gradus.core.trial;

import java.util.Optional;
import java.util.function.Consumer;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.Figures;
import org.gradus.core.space.internal.Texts;

/**
 * Everything decided about a trial before it starts.
 *
 * @param id its number
 * @param purpose why it is run
 * @param replicateOf the finalist it repeats, for a {@link TrialPurpose#REPLICATE}
 * @param replicate which seeds it has: 0 those of the search, 1 and up fresh ones; counted apart for candidates that are
 *     proposed again and for finalists
 * @param configuration what it trains
 * @param seeds its randomness
 * @param sweep the climb of its rate, for a {@link TrialPurpose#SWEEP}
 * @param stepsPerEpoch how many optimizer updates its epoch has, at least 1
 * @param proposedBy the name of the strategy, or of the other part that asked for it; empty in a plan that belongs to no study
 * @param reason why, in words; cut after {@value Texts#LONGEST_REASON} characters
 */
public record TrialPlan(
        TrialId id,
        TrialPurpose purpose,
        Optional<TrialId> replicateOf,
        int replicate,
        Configuration configuration,
        Seeds seeds,
        Optional<Sweep> sweep,
        long stepsPerEpoch,
        String proposedBy,
        String reason) {
    public TrialPlan {
        reason = Texts.cut(reason, Texts.LONGEST_REASON);
        if (stepsPerEpoch < 1) {
            throw new IllegalArgumentException(
                    "an epoch of " + id + " must have at least 1 step, but has " + stepsPerEpoch);
        }
        if (replicate < 0) {
            throw new IllegalArgumentException("the replicate of " + id + " must be 0 or more, but was " + replicate);
        }
        if (sweep.isPresent() != (purpose == TrialPurpose.SWEEP)) {
            throw new IllegalArgumentException(
                    id + " is a " + purpose + (sweep.isPresent() ? " with" : " without") + " a sweep of its rate");
        }
        if (replicateOf.isPresent() != (purpose == TrialPurpose.REPLICATE)) {
            throw new IllegalArgumentException(id + " is a " + purpose
                    + (replicateOf.isPresent() ? " with" : " without") + " a trial that it repeats");
        }
    }

    /** A candidate, with the seeds of the search. */
    public static TrialPlan search(TrialId id, Configuration configuration, Seeds seeds, long stepsPerEpoch) {
        return plain(id, TrialPurpose.SEARCH, configuration, seeds, stepsPerEpoch);
    }

    /** What the winner is compared with. */
    public static TrialPlan baseline(TrialId id, Configuration configuration, Seeds seeds, long stepsPerEpoch) {
        return plain(id, TrialPurpose.BASELINE, configuration, seeds, stepsPerEpoch);
    }

    /** A climb of the rate. */
    public static TrialPlan sweep(
            TrialId id, Configuration configuration, Sweep sweep, Seeds seeds, long stepsPerEpoch) {
        return new TrialPlan(
                id,
                TrialPurpose.SWEEP,
                Optional.empty(),
                0,
                configuration,
                seeds,
                Optional.of(sweep),
                stepsPerEpoch,
                "",
                "");
    }

    /** The nth repetition of a finalist. */
    public static TrialPlan replicate(TrialId id, TrialPlan finalist, int replicate, Seeds seeds) {
        return new TrialPlan(
                id,
                TrialPurpose.REPLICATE,
                Optional.of(finalist.id()),
                replicate,
                finalist.configuration(),
                seeds,
                Optional.empty(),
                finalist.stepsPerEpoch(),
                "",
                "");
    }

    private static TrialPlan plain(
            TrialId id, TrialPurpose purpose, Configuration configuration, Seeds seeds, long stepsPerEpoch) {
        return new TrialPlan(
                id, purpose, Optional.empty(), 0, configuration, seeds, Optional.empty(), stepsPerEpoch, "", "");
    }

    /** The same plan, asked for by this strategy or part, for this reason. */
    public TrialPlan proposedBy(String name, String why) {
        return new TrialPlan(
                id, purpose, replicateOf, replicate, configuration, seeds, sweep, stepsPerEpoch, name, why);
    }

    /** The same plan with an equal configuration that reports what is read from it. */
    public TrialPlan reportingReads(Consumer<String> listener) {
        return new TrialPlan(
                id,
                purpose,
                replicateOf,
                replicate,
                configuration.reportingReads(listener),
                seeds,
                sweep,
                stepsPerEpoch,
                proposedBy,
                reason);
    }

    /** The same plan with other seeds, those of this replicate. */
    public TrialPlan withSeeds(int number, Seeds others) {
        return new TrialPlan(
                id, purpose, replicateOf, number, configuration, others, sweep, stepsPerEpoch, proposedBy, reason);
    }

    /** What is trained, in words: {@code rate 3.2e-3}, {@code rate 3.2e-3 (trial 4 again, seed 2)}. */
    public String words() {
        Configuration unobserved = configuration.unobserved();
        Optional<String> rate = unobserved.findLearningRate().map(r -> "rate " + r);
        String words = rate.orElseGet(unobserved::toString);
        return switch (purpose) {
            case SEARCH -> words;
            case BASELINE -> words + (rate.isPresent() ? " (the optimizer's default)" : " (the baseline)");
            case REPLICATE -> words + " (" + replicateOf.orElseThrow() + " again, seed " + replicate + ")";
            case SWEEP -> sweep.map(TrialPlan::words).orElse(words);
        };
    }

    private static String words(Sweep sweep) {
        return sweep.isConstant()
                ? "probe at " + Figures.rate(sweep.minRate())
                : "sweep from " + Figures.rate(sweep.minRate()) + " to " + Figures.rate(sweep.maxRate());
    }
}
