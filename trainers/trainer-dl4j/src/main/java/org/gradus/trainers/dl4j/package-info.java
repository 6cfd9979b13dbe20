/**
 * Trains Deeplearning4j networks, several at once, at the speed of the native libraries below them. Begin with
 * {@link org.gradus.trainers.dl4j.Dl4jTrainer} for a search, or
 * {@link org.gradus.trainers.dl4j.RangeTest} for a network that you have.
 */
@NullMarked
package org.gradus.trainers.dl4j;

import org.jspecify.annotations.NullMarked;
