/** What strategies share: which configurations were tried, and what is known about them. */
@NullMarked
package org.gradus.strategies.points;

import org.jspecify.annotations.NullMarked;
