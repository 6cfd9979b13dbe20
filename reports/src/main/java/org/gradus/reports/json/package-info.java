/** The report for programs. */
@NullMarked
package org.gradus.reports.json;

import org.jspecify.annotations.NullMarked;
