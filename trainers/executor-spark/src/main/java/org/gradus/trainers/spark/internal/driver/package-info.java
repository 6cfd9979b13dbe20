/** What runs in the JVM of the Spark driver. */
@NullMarked
package org.gradus.trainers.spark.internal.driver;

import org.jspecify.annotations.NullMarked;
