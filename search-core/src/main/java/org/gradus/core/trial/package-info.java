/**
 * One training: {@link org.gradus.core.trial.Trial}, its plan, segments, score and outcome.
 */
@NullMarked
package org.gradus.core.trial;

import org.jspecify.annotations.NullMarked;
