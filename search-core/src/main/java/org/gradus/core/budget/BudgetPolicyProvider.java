package org.gradus.core.budget;

/** Makes a budget policy known by name; registered for {@link java.util.ServiceLoader}. */
public interface BudgetPolicyProvider {
    /** The name, such as {@code keep-best}. */
    String name();

    /** One sentence for people who choose. */
    String description();

    /** A policy with its default settings. */
    BudgetPolicy create();
}
