/** The learning-rate range test as a strategy: sweep, probe, refine. */
@NullMarked
package org.gradus.strategies.rangetest;

import org.jspecify.annotations.NullMarked;
