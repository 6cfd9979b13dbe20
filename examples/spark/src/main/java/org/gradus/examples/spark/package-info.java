/** A search for {@code spark-submit}. */
@NullMarked
package org.gradus.examples.spark;

import org.jspecify.annotations.NullMarked;
