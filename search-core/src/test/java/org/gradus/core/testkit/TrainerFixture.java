package org.gradus.core.testkit;

import org.gradus.core.space.Configuration;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.trial.Sweep;

/** The trainer that a {@link TrainerContract} is run on. */
public interface TrainerFixture {
    /** A new trainer; two of them are equal in what they do. */
    Trainer trainer();

    /** A configuration with a learning rate that trains to the last epoch without divergence. */
    Configuration goodConfiguration();

    /**
     * A configuration whose loss leaves the numbers within {@link #epochs()}. Where the gradient is bounded, as that of a
     * logistic loss, a rate of 1e308 does it.
     */
    Configuration absurdConfiguration();

    /** The epochs of a full training; at least 2. */
    default int epochs() {
        return 3;
    }

    /** Whether another seed of the initial parameters gives another curve. */
    default boolean initSeedMatters() {
        return true;
    }

    /** Whether another seed of the order of the examples gives another curve. */
    default boolean dataSeedMatters() {
        return true;
    }

    /** Whether any configuration leaves the numbers; if not, {@link #absurdConfiguration} is not asked for. */
    default boolean canDiverge() {
        return true;
    }

    /** Whether the model is evaluated before its first step. */
    default boolean evaluatesUntrained() {
        return true;
    }

    /** How far a reported rate may be from the schedule's, as a share; above 0 where rates are held as float. */
    default double rateTolerance() {
        return 0;
    }

    /** Another configuration that trains to the last epoch: by default half the good one's rate. */
    default Configuration otherConfiguration() {
        Configuration good = goodConfiguration();
        return good.toBuilder()
                .set(SearchSpace.LEARNING_RATE, good.learningRate().value() / 2)
                .build();
    }

    /** The request of a full training of the good configuration. */
    default TrainingRequest request() {
        return TrainerRuns.request(trainer(), goodConfiguration(), epochs());
    }

    /** A sweep that the good configuration survives: by default three decades up to its rate, in 12 steps. */
    default Sweep harmlessSweep() {
        double rate = goodConfiguration().learningRate().value();
        return new Sweep(rate / 1000, rate, 12);
    }
}
