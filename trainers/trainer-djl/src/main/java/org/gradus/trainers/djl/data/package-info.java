/** The examples that networks are trained on. */
@NullMarked
package org.gradus.trainers.djl.data;

import org.jspecify.annotations.NullMarked;
