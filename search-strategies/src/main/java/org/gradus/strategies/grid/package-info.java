/** Grid search, coarse to fine. */
@NullMarked
package org.gradus.strategies.grid;

import org.jspecify.annotations.NullMarked;
