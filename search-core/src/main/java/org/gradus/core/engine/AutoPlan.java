package org.gradus.core.engine;

/** Chooses strategy and budget policy together, before the search. Pure. */
@FunctionalInterface
public interface AutoPlan {
    /**
     * The plan for a search. What the request has chosen already replaces that part of the plan afterwards
     * ({@link PlanRequest#plan(AutoPlan)}), so a plan may leave it aside, or choose the other part to go with it.
     *
     * @throws IllegalStateException if nothing works on the request, saying why
     */
    SearchPlan of(PlanRequest request);
}
