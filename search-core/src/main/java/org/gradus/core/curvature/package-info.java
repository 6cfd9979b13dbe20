/** How strongly a loss curves at a point of its parameters, and which learning rates that leaves stable. */
@NullMarked
package org.gradus.core.curvature;

import org.jspecify.annotations.NullMarked;
