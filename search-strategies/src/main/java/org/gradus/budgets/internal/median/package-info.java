/** An end to trials that fall behind the median. */
@NullMarked
package org.gradus.budgets.internal.median;

import org.jspecify.annotations.NullMarked;
