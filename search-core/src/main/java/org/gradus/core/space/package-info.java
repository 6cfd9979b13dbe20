/** What can be searched: learning rates, domains, spaces, configurations and learning-rate schedules. */
@NullMarked
package org.gradus.core.space;

import org.jspecify.annotations.NullMarked;
