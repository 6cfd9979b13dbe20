/** What all strategies share: telling configurations apart and listing those of a finite space. */
@NullMarked
package org.gradus.strategies.points;

import org.jspecify.annotations.NullMarked;
