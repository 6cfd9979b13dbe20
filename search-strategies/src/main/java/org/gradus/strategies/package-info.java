/** Strategies: which configuration to try next. */
@NullMarked
package org.gradus.strategies;

import org.jspecify.annotations.NullMarked;
