/**
 * What strategies share: {@link org.gradus.strategies.points.TriedConfigurations} and
 * {@link org.gradus.strategies.points.ObservedScores}.
 */
@NullMarked
package org.gradus.strategies.points;

import org.jspecify.annotations.NullMarked;
