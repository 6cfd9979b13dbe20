package org.gradus.core.training;

import java.util.Map;

/**
 * Makes trainers from a name and options. So a command line, a worker of a cluster or a store can name a trainer, where a trainer
 * made of a function of yours is known to your own process alone. Found by {@link java.util.ServiceLoader}; thread-safe.
 */
public interface TrainerProvider {
    /** The trainer's name on command lines: lower-case letters, digits and hyphens, such as {@code process}. */
    String name();

    /** The names of the options that it understands, each with what it means, for help. */
    Map<String, String> options();

    /**
     * Makes a trainer. Equal options make trainers of equal curves, in every process.
     *
     * @throws IllegalArgumentException naming the option that is missing, unknown or wrong
     * @throws TrainingException if what the options name cannot train, such as a program that does not start
     */
    Trainer create(TrainerOptions options) throws TrainingException;
}
