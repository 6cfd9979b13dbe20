package org.gradus.trainers.replay;

import java.util.random.RandomGenerator;
import org.gradus.core.strategy.Proposal;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.study.StudyView;

/** Proposes rates at random, uniformly over the log rate. */
record UniformStrategy() implements Strategy {
    @Override
    public String name() {
        return "uniform";
    }

    @Override
    public Proposal propose(StudyView study, RandomGenerator random) {
        return Proposal.suggest(study.space().fromUnit(new double[] {random.nextDouble()}), "at random");
    }
}
