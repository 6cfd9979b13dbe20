/** Trainings, and what is checked before them. */
@NullMarked
package org.gradus.trainers.djl.internal.training;

import org.jspecify.annotations.NullMarked;
