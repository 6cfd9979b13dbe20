/**
 * Trains networks of the Deep Java Library (DJL) on PyTorch, several at once. Begin with {@link org.gradus.trainers.djl.DjlTrainer}.
 */
@NullMarked
package org.gradus.trainers.djl;

import org.jspecify.annotations.NullMarked;
