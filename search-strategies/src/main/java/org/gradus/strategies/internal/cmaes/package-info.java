/** Covariance matrix adaptation: draws generations of trials from a normal distribution that follows the good ones. */
@NullMarked
package org.gradus.strategies.internal.cmaes;

import org.jspecify.annotations.NullMarked;
