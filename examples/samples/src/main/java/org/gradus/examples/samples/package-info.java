/** Programs to copy from: one class an idea, each with a {@code main}, on nothing but the library. */
@NullMarked
package org.gradus.examples.samples;

import org.jspecify.annotations.NullMarked;
