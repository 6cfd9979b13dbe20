/** Trains one network, and looks at it before a search. */
@NullMarked
package org.gradus.trainers.dl4j.internal.training;

import org.jspecify.annotations.NullMarked;
