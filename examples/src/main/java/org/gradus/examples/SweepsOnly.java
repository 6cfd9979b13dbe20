package org.gradus.examples;

import java.util.Set;
import java.util.random.RandomGenerator;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.strategy.Proposal;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.trial.Capability;
import org.gradus.core.trial.StudyView;
import org.gradus.core.trial.Sweep;
import org.gradus.core.trial.TrialPurpose;

/**
 * Sweeps the rate a number of times and proposes no candidate: a strategy for range tests.
 *
 * @param sweep the climb
 * @param count how often, at least 1; each time with another order of batches
 */
record SweepsOnly(Sweep sweep, int count) implements Strategy {
    @Override
    public String name() {
        return "sweeps";
    }

    @Override
    public Proposal propose(StudyView study, RandomGenerator random) {
        int done = study.trials(TrialPurpose.SWEEP).size();
        return done < count
                ? Proposal.sweep(
                        Configuration.of(new LearningRate(sweep.minRate())),
                        sweep,
                        "sweep " + (done + 1) + " of " + count)
                : new Proposal.Exhausted("all " + count + " sweeps were made");
    }

    @Override
    public Set<Capability> needs() {
        return Set.of(Capability.SWEEP);
    }
}
