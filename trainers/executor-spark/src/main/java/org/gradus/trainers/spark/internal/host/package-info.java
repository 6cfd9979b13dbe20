/** What runs in the JVM of a Spark executor. */
@NullMarked
package org.gradus.trainers.spark.internal.host;

import org.jspecify.annotations.NullMarked;
