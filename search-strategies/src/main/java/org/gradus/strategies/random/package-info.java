/** Random search. */
@NullMarked
package org.gradus.strategies.random;

import org.jspecify.annotations.NullMarked;
