/** Layers that compute the same as Deeplearning4j's in less time. */
@NullMarked
package org.gradus.trainers.dl4j.internal.layers;

import org.jspecify.annotations.NullMarked;
