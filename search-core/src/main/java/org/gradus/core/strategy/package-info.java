/**
 * The contract of everything that proposes configurations: {@link org.gradus.core.strategy.Strategy} gives a
 * {@link org.gradus.core.strategy.Proposal}.
 */
@NullMarked
package org.gradus.core.strategy;

import org.jspecify.annotations.NullMarked;
