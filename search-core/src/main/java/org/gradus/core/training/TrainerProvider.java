package org.gradus.core.training;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Makes trainers from a name and options. So a command line, a worker of a cluster or a store can name a trainer, where a trainer
 * made of a function of yours is known to your own process alone. Found by {@link java.util.ServiceLoader}; thread-safe.
 */
public interface TrainerProvider {
    /**
     * All providers on the class path, by name.
     *
     * @throws IllegalStateException if two of them have one name
     */
    static List<TrainerProvider> onClassPath() {
        Map<String, TrainerProvider> providers = new TreeMap<>();
        for (TrainerProvider provider : ServiceLoader.load(TrainerProvider.class)) {
            TrainerProvider other = providers.put(provider.name(), provider);
            if (other != null) {
                throw new IllegalStateException("both " + other.getClass().getName() + " and "
                        + provider.getClass().getName() + " provide the trainer '" + provider.name()
                        + "'\nMaybe leave one of their jars off the class path.");
            }
        }
        return ImmutableList.copyOf(providers.values());
    }

    /**
     * The provider of that name on the class path.
     *
     * @throws IllegalArgumentException if there is none, naming those that there are
     */
    static TrainerProvider named(String name) {
        List<TrainerProvider> known = onClassPath();
        return known.stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no trainer '" + name + "'; known are "
                        + (known.isEmpty()
                                ? "none"
                                : known.stream().map(TrainerProvider::name).collect(Collectors.joining(", ")))));
    }

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
