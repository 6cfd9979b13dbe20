/**
 * Which configuration is best, and how sure that is: {@link org.gradus.core.ranking.Ranking} gives a
 * {@link org.gradus.core.ranking.RankingResult} of {@link org.gradus.core.ranking.RankedTrial}s. Reports read beside it the
 * figures that decided, {@link org.gradus.core.ranking.TrialMeasures} and {@link org.gradus.core.ranking.PooledNoise}.
 */
@NullMarked
package org.gradus.core.ranking;

import org.jspecify.annotations.NullMarked;
