/** Reports of a study as files. */
@NullMarked
package org.gradus.reports;

import org.jspecify.annotations.NullMarked;
