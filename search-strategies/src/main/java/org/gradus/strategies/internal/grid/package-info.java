/** Grid search, coarse to fine. */
@NullMarked
package org.gradus.strategies.internal.grid;

import org.jspecify.annotations.NullMarked;
