/** Short trainings at many rates, and the most promising taken up again. */
@NullMarked
package org.gradus.budgets.internal.freezethaw;

import org.jspecify.annotations.NullMarked;
