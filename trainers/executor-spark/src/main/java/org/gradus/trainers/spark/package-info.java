/** Trials on an Apache Spark cluster: {@link org.gradus.trainers.spark.SparkTrials}. */
@NullMarked
package org.gradus.trainers.spark;

import org.jspecify.annotations.NullMarked;
