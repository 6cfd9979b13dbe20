package org.gradus.core.training;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a trainer is to be made by its {@link TrainerProvider}.
 *
 * @param named values by the names of {@link TrainerProvider#options}
 * @param arguments a program and its arguments, for a trainer that starts one; else empty
 */
public record TrainerOptions(Map<String, String> named, List<String> arguments) {
    public TrainerOptions {
        named = ImmutableSortedMap.copyOf(named);
        arguments = ImmutableList.copyOf(arguments);
    }

    /** No options. */
    public static TrainerOptions none() {
        return new TrainerOptions(Map.of(), List.of());
    }

    /** The value of an option, if it is given. */
    public Optional<String> find(String name) {
        return Optional.ofNullable(named.get(name));
    }

    /**
     * The whole number that an option gives.
     *
     * @param other where it is not given
     * @throws IllegalArgumentException if it is no whole number, or below {@code least}
     */
    public int integer(String name, int least, int other) {
        String text = named.get(name);
        if (text == null) {
            return other;
        }
        try {
            int value = Integer.parseInt(text);
            if (value >= least) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Refused below, as a number that is too small is.
        }
        throw new IllegalArgumentException(
                "the option '" + name + "' must be a whole number of at least " + least + ", but was '" + text + "'");
    }

    /**
     * The static method that an option names, as {@code com.example.Net::configure}.
     *
     * @param parameters what the method is to be called with
     * @param results the types that it may be declared to return, at least one
     * @throws IllegalArgumentException if the option is not given, or there is no such public method, saying what it must be and
     *     what it is
     */
    public UserMethod method(String name, List<Class<?>> parameters, List<Class<?>> results) {
        return UserMethod.of(name, find(name), parameters, results);
    }

    /**
     * Refuses a program, for a trainer that starts none.
     *
     * @throws IllegalArgumentException naming the program
     */
    public TrainerOptions requireNoProgram(TrainerProvider provider) {
        if (!arguments.isEmpty()) {
            throw new IllegalArgumentException(
                    "trainer '" + provider.name() + "' starts no program, but was given " + arguments);
        }
        return this;
    }

    /**
     * Refuses what a provider does not understand.
     *
     * @throws IllegalArgumentException naming the option, and those that there are
     */
    public TrainerOptions requireKnownTo(TrainerProvider provider) {
        for (String name : named.keySet()) {
            if (!provider.options().containsKey(name)) {
                throw new IllegalArgumentException(
                        "trainer '" + provider.name() + "' has no option '" + name + "'; it has "
                                + (provider.options().isEmpty()
                                        ? "none"
                                        : String.join(", ", provider.options().keySet())));
            }
        }
        return this;
    }
}
