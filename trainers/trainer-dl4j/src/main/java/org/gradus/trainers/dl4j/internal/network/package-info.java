/** A Deeplearning4j network as a training needs it, and the learning rates of its parameters. */
@NullMarked
package org.gradus.trainers.dl4j.internal.network;

import org.jspecify.annotations.NullMarked;
