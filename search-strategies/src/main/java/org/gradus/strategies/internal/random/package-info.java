/** Random search. */
@NullMarked
package org.gradus.strategies.internal.random;

import org.jspecify.annotations.NullMarked;
