/** What driver and executors say to each other, as bytes. Both have the same version of Gradus. */
@NullMarked
package org.gradus.trainers.spark.internal.wire;

import org.jspecify.annotations.NullMarked;
