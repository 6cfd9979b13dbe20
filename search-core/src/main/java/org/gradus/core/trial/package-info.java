/** One training and its study: identities, objectives, outcomes, events and the view folded from them. */
@NullMarked
package org.gradus.core.trial;

import org.jspecify.annotations.NullMarked;
