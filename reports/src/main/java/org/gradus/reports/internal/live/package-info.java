/** The report of a study that is still searched, served to browsers on this machine. */
@NullMarked
package org.gradus.reports.internal.live;

import org.jspecify.annotations.NullMarked;
