/** Chooses strategy and budget policy together, before the search. */
@NullMarked
package org.gradus.strategies.internal.auto;

import org.jspecify.annotations.NullMarked;
