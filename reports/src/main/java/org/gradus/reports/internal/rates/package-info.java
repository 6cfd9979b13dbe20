/** How a report places, colours and prints learning rates. */
@NullMarked
package org.gradus.reports.internal.rates;

import org.jspecify.annotations.NullMarked;
