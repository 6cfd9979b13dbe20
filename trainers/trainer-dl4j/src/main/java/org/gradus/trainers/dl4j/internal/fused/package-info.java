/**
 * Trains networks of usual layers in few operations: native products and convolutions on memory that stays the same from step to step, and
 * between them loops in Java. Everything else is left to Deeplearning4j.
 */
@NullMarked
package org.gradus.trainers.dl4j.internal.fused;

import org.jspecify.annotations.NullMarked;
