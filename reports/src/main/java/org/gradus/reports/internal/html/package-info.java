/** The report as one page that needs no network. */
@NullMarked
package org.gradus.reports.internal.html;

import org.jspecify.annotations.NullMarked;
