/** The examples that Deeplearning4j networks are trained on: held in memory, or from a user's iterators. */
@NullMarked
package org.gradus.trainers.dl4j.data;

import org.jspecify.annotations.NullMarked;
