/** Trains Deeplearning4j networks, several at once, at the speed of the native libraries below them. */
@NullMarked
package org.gradus.trainers.dl4j;

import org.jspecify.annotations.NullMarked;
