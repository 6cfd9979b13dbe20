/** The report as a browser shows it. */
@NullMarked
package org.gradus.reports.browser;

import org.jspecify.annotations.NullMarked;
