/** Which configuration generalizes best, how sure that is, and why each stands where it does. */
@NullMarked
package org.gradus.reports.ranking;

import org.jspecify.annotations.NullMarked;
