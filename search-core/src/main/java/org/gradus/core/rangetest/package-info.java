/**
 * The learning-rate range test: {@link org.gradus.core.rangetest.RangeTestPlan} says what to sweep, and
 * {@link org.gradus.core.rangetest.RangeTestResult} what was found: landmarks, the edge of stability, and an interval.
 */
@NullMarked
package org.gradus.core.rangetest;

import org.jspecify.annotations.NullMarked;
