/** All trials for some epochs, then the best to the end. */
@NullMarked
package org.gradus.budgets.internal.keepbest;

import org.jspecify.annotations.NullMarked;
