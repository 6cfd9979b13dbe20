/** The learning-rate range test: its plan, its sweeps, their landmarks, the edge of stability, and the interval that it suggests. */
@NullMarked
package org.gradus.core.rangetest;

import org.jspecify.annotations.NullMarked;
