/** Trainers without a network: recorded learning curves, and a quadratic whose answer is known in closed form. */
@NullMarked
package org.gradus.trainers.replay;

import org.jspecify.annotations.NullMarked;
