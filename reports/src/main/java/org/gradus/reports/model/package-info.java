/** What a report says, derived from the record of a study alone: the same study gives the same words. */
@NullMarked
package org.gradus.reports.model;

import org.jspecify.annotations.NullMarked;
