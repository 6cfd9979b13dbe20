package org.gradus.core.testkit;

import java.util.Map;
import java.util.Set;
import org.gradus.core.space.Configuration;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainerDescriptor;
import org.gradus.core.training.TrainingException;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.training.TrainingSession;

/** A trainer whose models cannot be made. */
final class UnopenableTrainer implements Trainer {
    @Override
    public TrainerDescriptor descriptor() {
        return new TrainerDescriptor("unopenable", "1", Set.of(), Set.of(), Map.of());
    }

    @Override
    public long stepsPerEpoch(Configuration configuration) {
        return 10;
    }

    @Override
    public TrainingSession open(TrainingRequest request) throws TrainingException {
        throw new TrainingException("there is no such layer");
    }
}
