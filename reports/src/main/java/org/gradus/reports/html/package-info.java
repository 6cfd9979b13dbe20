/** The report as one page that needs no network. */
@NullMarked
package org.gradus.reports.html;

import org.jspecify.annotations.NullMarked;
