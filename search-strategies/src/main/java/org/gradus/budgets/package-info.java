/**
 * Budget policies: how long each trial may train. {@link org.gradus.budgets.BudgetPolicies} has all of them.
 */
@NullMarked
package org.gradus.budgets;

import org.jspecify.annotations.NullMarked;
