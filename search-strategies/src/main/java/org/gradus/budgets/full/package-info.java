/** Every trial to the last epoch. */
@NullMarked
package org.gradus.budgets.full;

import org.jspecify.annotations.NullMarked;
