/**
 * Trainers without a network: {@link org.gradus.trainers.replay.ReplayTrainer} answers from recorded learning curves, and
 * {@link org.gradus.trainers.replay.QuadraticTrainer} has an answer in closed form.
 */
@NullMarked
package org.gradus.trainers.replay;

import org.jspecify.annotations.NullMarked;
