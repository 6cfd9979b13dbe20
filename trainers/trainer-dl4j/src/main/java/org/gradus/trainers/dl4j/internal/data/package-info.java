/** Looks at batches: their form, their digest, and whether they are complete. */
@NullMarked
package org.gradus.trainers.dl4j.internal.data;

import org.jspecify.annotations.NullMarked;
