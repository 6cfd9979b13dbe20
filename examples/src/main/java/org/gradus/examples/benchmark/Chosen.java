package org.gradus.examples.benchmark;

import java.util.List;
import org.gradus.examples.launcher.Extensions;

/** The names that a benchmark was given, or all there are. */
final class Chosen {
    private Chosen() {}

    /**
     * The strategies to measure.
     *
     * @param named those the user named; empty for all
     * @throws IllegalArgumentException if one is unknown, naming those that are known
     */
    static List<String> strategies(List<String> named) {
        named.forEach(Extensions::strategy);
        return named.isEmpty()
                ? Extensions.strategies()
                : named.stream().distinct().toList();
    }

    /** As {@link #strategies}, for budget policies. */
    static List<String> policies(List<String> named) {
        named.forEach(Extensions::policy);
        return named.isEmpty()
                ? Extensions.policies()
                : named.stream().distinct().toList();
    }
}
