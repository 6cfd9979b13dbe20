/** How gradients become updates. */
@NullMarked
package org.gradus.trainers.djl.optimizer;

import org.jspecify.annotations.NullMarked;
