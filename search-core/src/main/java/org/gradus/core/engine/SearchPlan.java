package org.gradus.core.engine;

import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.strategy.Strategy;

/**
 * What a search will do.
 *
 * @param strategy proposes configurations
 * @param policy decides how long they train
 * @param reason why these two, in words
 */
public record SearchPlan(Strategy strategy, BudgetPolicy policy, String reason) {}
