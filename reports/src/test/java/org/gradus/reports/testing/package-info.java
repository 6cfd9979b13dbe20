/** Studies to report on. */
@NullMarked
package org.gradus.reports.testing;

import org.jspecify.annotations.NullMarked;
