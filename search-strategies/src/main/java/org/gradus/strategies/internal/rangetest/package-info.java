/** The learning-rate range test as a strategy: sweep, probe, refine. */
@NullMarked
package org.gradus.strategies.internal.rangetest;

import org.jspecify.annotations.NullMarked;
