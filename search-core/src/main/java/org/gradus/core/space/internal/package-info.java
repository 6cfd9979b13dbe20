/** The limits of the texts of a study. */
@NullMarked
package org.gradus.core.space.internal;

import org.jspecify.annotations.NullMarked;
