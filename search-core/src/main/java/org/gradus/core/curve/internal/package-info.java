/** When a training has diverged, and when a sweep has seen enough. */
@NullMarked
package org.gradus.core.curve.internal;

import org.jspecify.annotations.NullMarked;
