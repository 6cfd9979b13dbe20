/** PyTorch in this process: its library, its threads, its random numbers. */
@NullMarked
package org.gradus.trainers.djl.internal.engine;

import org.jspecify.annotations.NullMarked;
