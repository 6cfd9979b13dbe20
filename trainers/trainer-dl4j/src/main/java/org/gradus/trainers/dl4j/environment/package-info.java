/** How Deeplearning4j computes in this process, and how to start another one in which it computes likewise. */
@NullMarked
package org.gradus.trainers.dl4j.environment;

import org.jspecify.annotations.NullMarked;
