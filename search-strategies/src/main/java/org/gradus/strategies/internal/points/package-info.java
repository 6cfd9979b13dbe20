/** Scores at equal epochs and the configurations of a finite space. */
@NullMarked
package org.gradus.strategies.internal.points;

import org.jspecify.annotations.NullMarked;
