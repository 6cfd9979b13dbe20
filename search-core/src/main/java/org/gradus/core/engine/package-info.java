/**
 * Runs a search from the first proposal to the ranked result. {@link org.gradus.core.engine.Search} is where to begin; it ends
 * in a {@link org.gradus.core.engine.StudyResult}.
 */
@NullMarked
package org.gradus.core.engine;

import org.jspecify.annotations.NullMarked;
