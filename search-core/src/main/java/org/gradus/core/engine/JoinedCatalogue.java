package org.gradus.core.engine;

import com.google.common.collect.ImmutableList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.strategy.Strategy;

/** Several catalogues as one. */
record JoinedCatalogue(
        List<Entry<Strategy>> strategies, List<Entry<BudgetPolicy>> policies, Optional<AutoPlan> automaticPlan)
        implements Catalogue {
    /**
     * Joins catalogues.
     *
     * @throws IllegalStateException if two of them know something under one name, naming both
     */
    static JoinedCatalogue of(List<Catalogue> all) {
        List<Catalogue> planning =
                all.stream().filter(c -> c.automaticPlan().isPresent()).toList();
        if (planning.size() > 1) {
            throw twice("an automatic plan", planning.get(0), planning.get(1));
        }
        return new JoinedCatalogue(
                joined("strategy", all, Catalogue::strategies),
                joined("policy", all, Catalogue::policies),
                planning.stream().findFirst().flatMap(Catalogue::automaticPlan));
    }

    private static <T> List<Entry<T>> joined(
            String kind, List<Catalogue> all, Function<Catalogue, List<Entry<T>>> entries) {
        Map<String, Catalogue> owners = new HashMap<>();
        ImmutableList.Builder<Entry<T>> joined = ImmutableList.builder();
        for (Catalogue catalogue : all) {
            for (Entry<T> entry : entries.apply(catalogue)) {
                Catalogue other = owners.put(entry.name(), catalogue);
                if (other != null) {
                    throw twice("a " + kind + " '" + entry.name() + "'", other, catalogue);
                }
                joined.add(entry);
            }
        }
        return joined.build();
    }

    private static IllegalStateException twice(String what, Catalogue one, Catalogue other) {
        return new IllegalStateException("both " + one.getClass().getName() + " and "
                + other.getClass().getName() + " have " + what + "\nMaybe leave one of their jars off the class path.");
    }
}
