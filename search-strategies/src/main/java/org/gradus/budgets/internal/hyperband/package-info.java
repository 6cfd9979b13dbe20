/** Successive halving in brackets that begin ever later. */
@NullMarked
package org.gradus.budgets.internal.hyperband;

import org.jspecify.annotations.NullMarked;
