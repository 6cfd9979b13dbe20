/** Asynchronous successive halving. */
@NullMarked
package org.gradus.budgets.asha;

import org.jspecify.annotations.NullMarked;
