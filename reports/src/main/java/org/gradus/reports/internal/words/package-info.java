/** What a report says, derived from the record of a study alone: the same study gives the same words. */
@NullMarked
package org.gradus.reports.internal.words;

import org.jspecify.annotations.NullMarked;
