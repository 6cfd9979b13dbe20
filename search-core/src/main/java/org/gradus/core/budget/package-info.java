/**
 * The contract of everything that decides how long a trial may train: {@link org.gradus.core.budget.BudgetPolicy}, with what
 * policies share.
 */
@NullMarked
package org.gradus.core.budget;

import org.jspecify.annotations.NullMarked;
