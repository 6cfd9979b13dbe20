/**
 * What can be searched: {@link org.gradus.core.space.SearchSpace} has learning rates, domains and conditions, and gives
 * {@link org.gradus.core.space.Configuration}s; {@link org.gradus.core.space.LearningRateSchedule} is how a rate changes.
 */
@NullMarked
package org.gradus.core.space;

import org.jspecify.annotations.NullMarked;
