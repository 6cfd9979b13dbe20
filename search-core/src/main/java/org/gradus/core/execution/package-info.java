/**
 * Where segments of trials run: {@link org.gradus.core.execution.TrialExecutor}; and where models of held trials are saved:
 * {@link org.gradus.core.execution.FileCheckpointStore}.
 */
@NullMarked
package org.gradus.core.execution;

import org.jspecify.annotations.NullMarked;
