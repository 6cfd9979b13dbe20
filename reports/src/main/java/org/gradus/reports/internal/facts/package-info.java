/** What follows from the record of a study, as numbers, kinds and ids: what every form of report reads. */
@NullMarked
package org.gradus.reports.internal.facts;

import org.jspecify.annotations.NullMarked;
