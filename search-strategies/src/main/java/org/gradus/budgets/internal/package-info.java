/** What several budget policies share. */
@NullMarked
package org.gradus.budgets.internal;

import org.jspecify.annotations.NullMarked;
