/** Bayesian optimization: a Gaussian process of the score, a monotone model of divergence, and expected improvement. */
@NullMarked
package org.gradus.strategies.internal.bayesian;

import org.jspecify.annotations.NullMarked;
