package org.gradus.core.strategy;

/** Makes a strategy known by name; registered for {@link java.util.ServiceLoader}. */
public interface StrategyProvider {
    /** The name, such as {@code bayesian}. */
    String name();

    /** One sentence for people who choose. */
    String description();

    /** A strategy with its default settings. */
    Strategy create();
}
