/**
 * Strategies: which configuration to try next. {@link org.gradus.strategies.Strategies} has all of them.
 */
@NullMarked
package org.gradus.strategies;

import org.jspecify.annotations.NullMarked;
