package org.gradus.examples.launcher;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.gradus.core.budget.BudgetPolicyProvider;
import org.gradus.core.engine.AutoPlan;
import org.gradus.core.engine.UserChoice;
import org.gradus.core.strategy.StrategyProvider;

/** The strategies and budget policies on the class path, by name. */
public final class Extensions {
    /** The name that leaves the choice to the plan. */
    public static final String AUTO = "auto";

    private Extensions() {}

    /**
     * The plan of a strategy and a policy, either of which may be {@value #AUTO}.
     *
     * @throws IllegalArgumentException if one of them is unknown, naming those that are known
     */
    public static AutoPlan plan(String strategy, String policy) {
        return AutoPlan.completing(new UserChoice(
                checkStrategy(strategy).map(StrategyProvider::create),
                checkPolicy(policy).map(BudgetPolicyProvider::create)));
    }

    /**
     * The provider of a strategy; empty for {@value #AUTO}.
     *
     * @throws IllegalArgumentException if it is unknown, naming those that are known
     */
    public static Optional<StrategyProvider> checkStrategy(String name) {
        return find("strategy", name, StrategyProvider.class, StrategyProvider::name);
    }

    /** As {@link #checkStrategy}, for a budget policy. */
    public static Optional<BudgetPolicyProvider> checkPolicy(String name) {
        return find("policy", name, BudgetPolicyProvider.class, BudgetPolicyProvider::name);
    }

    /**
     * The strategies that were named, each once, or all of them, {@value #AUTO} among them and sorted, where none was.
     *
     * @throws IllegalArgumentException if one is unknown, naming those that are known
     */
    public static List<String> strategies(List<String> named) {
        return namedOrAll(named, Extensions::checkStrategy, StrategyProvider.class, StrategyProvider::name);
    }

    /** As {@link #strategies}, for budget policies. */
    public static List<String> policies(List<String> named) {
        return namedOrAll(named, Extensions::checkPolicy, BudgetPolicyProvider.class, BudgetPolicyProvider::name);
    }

    private static <T> List<String> namedOrAll(
            List<String> named, Consumer<String> check, Class<T> service, Function<T, String> nameOf) {
        named.forEach(check);
        return named.isEmpty()
                ? known(all(service).stream().map(nameOf))
                : named.stream().distinct().toList();
    }

    private static <T> Optional<T> find(String kind, String name, Class<T> service, Function<T, String> nameOf) {
        if (name.equals(AUTO)) {
            return Optional.empty();
        }
        List<T> all = all(service);
        return Optional.of(all.stream()
                .filter(provider -> nameOf.apply(provider).equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(kind, name, known(all.stream().map(nameOf)))));
    }

    private static <T> List<T> all(Class<T> service) {
        return ServiceLoader.load(service).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    private static List<String> known(Stream<String> names) {
        return Stream.concat(names, Stream.of(AUTO)).distinct().sorted().toList();
    }

    private static IllegalArgumentException unknown(String kind, String name, List<String> known) {
        return new IllegalArgumentException("there is no " + kind + " '" + name + "'; known are "
                + String.join(", ", known)
                + Nearest.to(name, known)
                        .map(k -> "\nMaybe " + k + " is meant.")
                        .orElse(""));
    }
}
