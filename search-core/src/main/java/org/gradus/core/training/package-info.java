/**
 * The contract of everything that trains a model: {@link org.gradus.core.training.Trainer} is what to implement, and its
 * {@link org.gradus.core.training.TrainingSession} trains.
 */
@NullMarked
package org.gradus.core.training;

import org.jspecify.annotations.NullMarked;
