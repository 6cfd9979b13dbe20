/** Chooses strategy and budget policy together, before the search. */
@NullMarked
package org.gradus.strategies.auto;

import org.jspecify.annotations.NullMarked;
