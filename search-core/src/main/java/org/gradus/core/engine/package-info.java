/** Runs a search from the first proposal to the ranked result. */
@NullMarked
package org.gradus.core.engine;

import org.jspecify.annotations.NullMarked;
