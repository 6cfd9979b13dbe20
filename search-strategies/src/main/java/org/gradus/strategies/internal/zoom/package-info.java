/** One rate: evenly over the range, then closer and closer around the best. */
@NullMarked
package org.gradus.strategies.internal.zoom;

import org.jspecify.annotations.NullMarked;
