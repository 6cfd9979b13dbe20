/**
 * How strongly a loss curves at a point of its parameters, which {@link org.gradus.core.curvature.CurvatureMeter} measures, and
 * which learning rates that leaves stable, which {@link org.gradus.core.curvature.UpdateRule} says.
 */
@NullMarked
package org.gradus.core.curvature;

import org.jspecify.annotations.NullMarked;
