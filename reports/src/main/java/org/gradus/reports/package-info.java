/**
 * Reports of a study as files: {@link org.gradus.reports.HtmlReport} to read, {@link org.gradus.reports.JsonReport} and
 * {@link org.gradus.reports.CsvReport} for programs.
 */
@NullMarked
package org.gradus.reports;

import org.jspecify.annotations.NullMarked;
