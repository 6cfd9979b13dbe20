package org.gradus.examples.launcher.internal.commandline;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.engine.AutoPlan;
import org.gradus.core.engine.Catalogue;
import org.gradus.core.strategy.Strategy;

/** The strategies and budget policies on the class path, by name. */
public final class Extensions {
    /** The name that leaves the choice to the plan. */
    public static final String AUTO = "auto";

    private Extensions() {}

    /**
     * The plan of a strategy and a policy; either may be {@value #AUTO}.
     *
     * @throws IllegalArgumentException if one of them is unknown, naming those that are known
     */
    public static AutoPlan plan(String strategy, String policy) {
        Optional<Strategy> chosenStrategy = strategy(strategy).map(Catalogue.Entry::create);
        Optional<BudgetPolicy> chosenPolicy = policy(policy).map(Catalogue.Entry::create);
        return request -> request.choosing(chosenStrategy, chosenPolicy).plan();
    }

    /**
     * A strategy; empty for {@value #AUTO}.
     *
     * @throws IllegalArgumentException if it is unknown, naming those that are known
     */
    public static Optional<Catalogue.Entry<Strategy>> strategy(String name) {
        return find("strategy", name, Catalogue.onClassPath().strategies());
    }

    /** As {@link #strategy}, for a budget policy. */
    public static Optional<Catalogue.Entry<BudgetPolicy>> policy(String name) {
        return find("policy", name, Catalogue.onClassPath().policies());
    }

    /**
     * The strategies that were named, each once, or all of them, {@value #AUTO} among them and sorted, where none was.
     *
     * @throws IllegalArgumentException if one is unknown, naming those that are known
     */
    public static List<String> strategies(List<String> named) {
        named.forEach(Extensions::strategy);
        return named.isEmpty()
                ? known(Catalogue.onClassPath().strategies())
                : named.stream().distinct().toList();
    }

    /** As {@link #strategies}, for budget policies. */
    public static List<String> policies(List<String> named) {
        named.forEach(Extensions::policy);
        return named.isEmpty()
                ? known(Catalogue.onClassPath().policies())
                : named.stream().distinct().toList();
    }

    /** The names of all strategies, for the completion of command lines. */
    public static final class Strategies implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return strategies(List.of()).iterator();
        }
    }

    /** As {@link Strategies}, of budget policies. */
    public static final class Policies implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return policies(List.of()).iterator();
        }
    }

    private static <T> Optional<Catalogue.Entry<T>> find(String kind, String name, List<Catalogue.Entry<T>> all) {
        if (name.equals(AUTO)) {
            return Optional.empty();
        }
        return Optional.of(all.stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(kind, name, known(all))));
    }

    private static <T> List<String> known(List<Catalogue.Entry<T>> all) {
        return Stream.concat(all.stream().map(Catalogue.Entry::name), Stream.of(AUTO))
                .sorted()
                .toList();
    }

    /** The refusal of a name, with those that are known. */
    public static IllegalArgumentException unknown(String kind, String name, List<String> known) {
        return new IllegalArgumentException("there is no " + kind + " '" + name + "'; known are "
                + String.join(", ", known)
                + NameSuggestion.to(name, known)
                        .map(k -> "\nMaybe " + k + " is meant.")
                        .orElse(""));
    }
}
