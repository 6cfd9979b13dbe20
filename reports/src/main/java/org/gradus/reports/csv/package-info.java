/** The report for spreadsheets and statistics programs. */
@NullMarked
package org.gradus.reports.csv;

import org.jspecify.annotations.NullMarked;
