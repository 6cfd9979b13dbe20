/** One training: its identity, plan, segments, score and outcome. */
@NullMarked
package org.gradus.core.trial;

import org.jspecify.annotations.NullMarked;
