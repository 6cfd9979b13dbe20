/** Budget policies: how long each trial may train. */
@NullMarked
package org.gradus.budgets;

import org.jspecify.annotations.NullMarked;
