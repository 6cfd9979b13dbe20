/** Every trial to the last epoch. */
@NullMarked
package org.gradus.budgets.internal.full;

import org.jspecify.annotations.NullMarked;
