/** Which configuration is best, and how sure that is. */
@NullMarked
package org.gradus.core.ranking;

import org.jspecify.annotations.NullMarked;
