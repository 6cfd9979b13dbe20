/** Asynchronous successive halving. */
@NullMarked
package org.gradus.budgets.internal.asha;

import org.jspecify.annotations.NullMarked;
