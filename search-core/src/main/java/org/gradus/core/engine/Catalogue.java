package org.gradus.core.engine;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.strategy.Strategy;

/**
 * Strategies and budget policies by name, and a plan that chooses among them. A library makes its own known with a public
 * class without parameters and the name of that class in {@code META-INF/services/org.gradus.core.engine.Catalogue}.
 */
public interface Catalogue {
    /**
     * Something that a catalogue knows.
     *
     * @param name as in commands, records and reports; that of what is created
     * @param description one sentence
     * @param factory makes it with its defaults
     */
    record Entry<T>(String name, String description, Supplier<T> factory) {
        public T create() {
            return factory.get();
        }
    }

    List<Entry<Strategy>> strategies();

    List<Entry<BudgetPolicy>> policies();

    /** Chooses what the user leaves open; at most one catalogue on the class path has such a plan. */
    default Optional<AutoPlan> automaticPlan() {
        return Optional.empty();
    }

    /**
     * All catalogues on the class path as one.
     *
     * @throws IllegalStateException if two of them have a strategy or a policy of the same name, or an automatic plan each
     */
    static Catalogue onClassPath() {
        return JoinedCatalogue.of(ServiceLoader.load(Catalogue.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList());
    }
}
