package org.gradus.examples;

import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.gradus.core.rangetest.RangeTestPlan;
import org.gradus.core.rangetest.SweepAnalysis;
import org.gradus.core.rangetest.SweepRun;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.strategy.Proposal;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.study.StudyView;
import org.gradus.core.trial.Capability;
import org.gradus.core.trial.Sweep;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialPurpose;

/**
 * Follows the plan of a range test, its sweeps side by side and its probes one after the other, and proposes no
 * candidate.
 */
public record SweepStrategy(RangeTestPlan plan) implements Strategy {
    @Override
    public String name() {
        return "sweeps";
    }

    @Override
    public Proposal propose(StudyView study, RandomGenerator random) {
        List<SweepRun> begun = SweepRun.of(study);
        boolean running = !study.trials(TrialPurpose.SWEEP).stream().allMatch(Trial::ended);
        if (running && begun.size() >= plan.sweeps()) {
            return new Proposal.Await("what comes next depends on what is running");
        }
        RangeTestPlan.Next next = plan.next(begun);
        return next.sweep()
                .<Proposal>map(sweep -> proposal(sweep, next.reason()))
                .orElseGet(() -> new Proposal.Exhausted(next.reason()));
    }

    private static Proposal proposal(Sweep sweep, String reason) {
        return Proposal.sweep(Configuration.of(new LearningRate(sweep.minRate())), sweep, reason);
    }

    /** What the sweeps and probes of a study say. */
    SweepAnalysis analyse(StudyView study) {
        return plan.analyse(SweepRun.of(study));
    }

    @Override
    public Set<Capability> needs() {
        return Set.of(Capability.SWEEP);
    }
}
