/** How much each hyperparameter mattered in a study, and how sure that is. */
@NullMarked
package org.gradus.reports.internal.importance;

import org.jspecify.annotations.NullMarked;
