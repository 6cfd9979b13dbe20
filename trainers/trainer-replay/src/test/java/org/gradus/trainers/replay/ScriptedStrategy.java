package org.gradus.trainers.replay;

import java.util.List;
import java.util.random.RandomGenerator;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.strategy.Proposal;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.study.StudyView;

/** Proposes the rates of a list, in order, and then no more. */
record ScriptedStrategy(List<Double> rates) implements Strategy {
    static ScriptedStrategy of(Double... rates) {
        return new ScriptedStrategy(List.of(rates));
    }

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public Proposal propose(StudyView study, RandomGenerator random) {
        int next = study.trials().size();
        return next < rates.size()
                ? Proposal.suggest(Configuration.of(new LearningRate(rates.get(next))), "the script says so")
                : new Proposal.Exhausted("the script is at its end");
    }
}
