/**
 * What was seen while a network trained: {@link org.gradus.core.curve.LearningCurve}, its points, and its statistics.
 */
@NullMarked
package org.gradus.core.curve;

import org.jspecify.annotations.NullMarked;
