package org.gradus.trainers.djl.internal.network;

import ai.djl.ndarray.NDArray;

/**
 * Examples as the engine has them, for one forward pass.
 *
 * @param features the first dimension counts the examples
 * @param labels likewise
 * @param size the number of examples
 */
public record Batch(NDArray features, NDArray labels, int size) {}
