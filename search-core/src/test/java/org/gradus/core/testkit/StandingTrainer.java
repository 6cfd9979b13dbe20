package org.gradus.core.testkit;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.core.space.Configuration;
import org.gradus.core.training.CancellationToken;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainerDescriptor;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.training.TrainingSession;
import org.gradus.core.trial.Segment;

/** A trainer that says it trained, and did not. */
final class StandingTrainer implements Trainer {
    @Override
    public TrainerDescriptor descriptor() {
        return new TrainerDescriptor("standing", "1", Set.of(), Set.of(), Map.of());
    }

    @Override
    public long stepsPerEpoch(Configuration configuration) {
        return 10;
    }

    @Override
    public TrainingSession open(TrainingRequest request) {
        return new TrainingSession() {
            @Override
            public long step() {
                return 0;
            }

            @Override
            public Segment advanceTo(long untilStep, CancellationToken cancel) {
                return Segment.reached(List.of());
            }
        };
    }
}
