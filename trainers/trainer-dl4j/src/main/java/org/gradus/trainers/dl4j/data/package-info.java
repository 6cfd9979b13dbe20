/**
 * The examples that Deeplearning4j networks are trained on: {@link org.gradus.trainers.dl4j.data.InMemoryData} holds them, and
 * {@link org.gradus.trainers.dl4j.data.IteratorData} takes them from your iterators.
 */
@NullMarked
package org.gradus.trainers.dl4j.data;

import org.jspecify.annotations.NullMarked;
