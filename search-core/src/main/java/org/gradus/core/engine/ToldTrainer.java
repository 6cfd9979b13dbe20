package org.gradus.core.engine;

import java.util.Map;
import java.util.Set;
import org.gradus.core.space.Configuration;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainerDescriptor;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.training.TrainingSession;
import org.gradus.core.trial.Capability;
import org.gradus.core.trial.Objective;

/**
 * Stands for the program that asks and tells: plans and records are made for it, and it trains nothing itself. An epoch is
 * one step, for its program knows of no smaller one.
 *
 * @param objective whose figure is told
 * @param capabilities HOLD, if the program keeps the models of trials
 */
record ToldTrainer(Objective objective, Set<Capability> capabilities) implements Trainer {
    @Override
    public TrainerDescriptor descriptor() {
        return new TrainerDescriptor("ask-tell", "ask-tell 1", Set.of(objective.metric()), capabilities, Map.of());
    }

    @Override
    public long stepsPerEpoch(Configuration configuration) {
        return 1;
    }

    @Override
    public TrainingSession open(TrainingRequest request) {
        throw new UnsupportedOperationException("the program that asks trains by itself");
    }
}
