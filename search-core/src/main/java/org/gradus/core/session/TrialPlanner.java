package org.gradus.core.session;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.space.Configuration;
import org.gradus.core.strategy.Proposal;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.study.StudyView;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.study.TrialEvent.TrialProposed;
import org.gradus.core.study.WarmStart;
import org.gradus.core.trial.Seeds;
import org.gradus.core.trial.Sweep;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialPlan;
import org.gradus.core.trial.TrialPurpose;

/** Settles everything about a trial before it starts: its number, seeds, steps and first milestone. */
final class TrialPlanner {
    /** The stream of seeds of configurations that are proposed again. */
    private static final long REPEATS = -2;

    private final StudyRecord study;
    private final String strategy;
    private final BudgetPolicy policy;
    private final ToLongFunction<Configuration> stepsPerEpoch;

    /** How many candidates had each configuration. */
    private final Map<Configuration, Integer> candidates = new HashMap<>();

    /** How many of the candidates that were known before have begun. */
    private int known;

    TrialPlanner(StudyRecord study, String strategy, BudgetPolicy policy, ToLongFunction<Configuration> stepsPerEpoch) {
        this.study = study;
        this.strategy = strategy;
        this.policy = policy;
        this.stepsPerEpoch = stepsPerEpoch;
    }

    /** Takes in an event of the study. */
    void apply(TrialEvent event) {
        if (event instanceof TrialProposed proposed && proposed.plan().purpose() == TrialPurpose.SEARCH) {
            candidates.merge(proposed.plan().configuration(), 1, Integer::sum);
            known += proposed.plan().proposedBy().equals(WarmStart.PROPOSER) ? 1 : 0;
        }
    }

    /** How many of the candidates that were known before have begun, for {@link #undo}. */
    int mark() {
        return known;
    }

    /**
     * Goes back to a mark.
     *
     * @param begun the trials that were proposed since
     */
    void undo(int mark, List<Trial> begun) {
        for (Trial trial : begun) {
            if (trial.purpose() == TrialPurpose.SEARCH) {
                candidates.computeIfPresent(trial.configuration(), (c, count) -> count == 1 ? null : count - 1);
            }
        }
        known = mark;
    }

    static TrialId nextId(StudyView view) {
        return new TrialId(view.trials().size() + 1);
    }

    /** A candidate, or a sweep. */
    TrialProposed suggested(StudyView view, Proposal.Suggest suggestion) {
        Configuration configuration = suggestion.configuration();
        if (!study.space().contains(configuration)) {
            throw new IllegalStateException("strategy '" + strategy + "' proposed (" + configuration
                    + "), which is not in the space: " + study.space().describe());
        }
        long steps = stepsPerEpoch.applyAsLong(configuration);
        Optional<Sweep> sweep = suggestion.sweep();
        if (sweep.isPresent()) {
            TrialPlan plan = TrialPlan.sweep(nextId(view), configuration, sweep.get(), sweepSeeds(view), steps);
            return new TrialProposed(plan.proposedBy(strategy, suggestion.reason()), 0);
        }
        int repeat = candidates.getOrDefault(configuration, 0);
        TrialPlan plan = TrialPlan.search(nextId(view), configuration, seeds(0), steps)
                .withSeeds(repeat, searchSeeds(repeat))
                .proposedBy(strategy, suggestion.reason());
        return new TrialProposed(plan, firstMilestone(view, configuration));
    }

    /** The next of the candidates that were known before the study. */
    Optional<TrialProposed> known(StudyView view) {
        return study.warmStart().first().stream().skip(known).findFirst().map(candidate -> first(view, candidate));
    }

    private TrialProposed first(StudyView view, WarmStart.First candidate) {
        Configuration configuration = candidate.configuration();
        TrialPlan plan = TrialPlan.search(
                        nextId(view), configuration, seeds(0), stepsPerEpoch.applyAsLong(configuration))
                .proposedBy(WarmStart.PROPOSER, candidate.reason());
        return new TrialProposed(plan, firstMilestone(view, configuration));
    }

    /** A finalist with fresh seeds. */
    TrialProposed replicate(StudyView view, TrialId finalist, int replicate, String reason) {
        if (replicate < 1) {
            throw new IllegalArgumentException("replicates count from 1, but the number was " + replicate);
        }
        TrialPlan original = view.trial(finalist).plan();
        return toTheEnd(TrialPlan.replicate(nextId(view), original, replicate, seeds(replicate)), reason);
    }

    /** What the winner is compared with. */
    TrialProposed baseline(StudyView view, Configuration configuration, String reason) {
        long steps = stepsPerEpoch.applyAsLong(configuration);
        return toTheEnd(TrialPlan.baseline(nextId(view), configuration, seeds(0), steps), reason);
    }

    private TrialProposed toTheEnd(TrialPlan plan, String reason) {
        return new TrialProposed(
                plan.proposedBy("engine", reason), study.budget().epochs());
    }

    /** All candidates share the seeds of their replicate, so that they can be compared. */
    private Seeds seeds(int replicate) {
        return Seeds.of(study.settings().seed(), replicate);
    }

    /**
     * A configuration that is proposed again gets fresh seeds, of a stream of their own, so that they never meet those of
     * finalists.
     */
    private Seeds searchSeeds(int repeat) {
        return repeat == 0 ? seeds(0) : Seeds.of(Seeds.mix(study.settings().seed(), REPEATS), repeat);
    }

    /** Sweeps each have their own order of batches. */
    private Seeds sweepSeeds(StudyView view) {
        Seeds shared = seeds(0);
        return new Seeds(shared.init(), Seeds.mix(shared.data(), nextId(view).number()));
    }

    private int firstMilestone(StudyView view, Configuration configuration) {
        int milestone = policy.firstMilestone(view, configuration);
        if (!(milestone >= 1 && milestone <= study.budget().epochs())) {
            throw new IllegalStateException("policy '" + policy.name() + "' set the first milestone " + milestone
                    + ", which is not in [1, " + study.budget().epochs() + "]");
        }
        return milestone;
    }
}
