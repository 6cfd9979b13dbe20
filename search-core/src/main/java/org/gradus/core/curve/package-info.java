/** What was seen while a network trained: points, curves and the statistics of a curve. */
@NullMarked
package org.gradus.core.curve;

import org.jspecify.annotations.NullMarked;
