/** The numbers behind the charts of a report, and the library that draws them. */
@NullMarked
package org.gradus.reports.internal.charts;

import org.jspecify.annotations.NullMarked;
