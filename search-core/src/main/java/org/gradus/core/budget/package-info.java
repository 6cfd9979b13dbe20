/** The contract of everything that decides how long a trial may train. */
@NullMarked
package org.gradus.core.budget;

import org.jspecify.annotations.NullMarked;
