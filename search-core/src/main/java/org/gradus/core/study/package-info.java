/** One study: its record, budget, objective, events, and the view folded from them. */
@NullMarked
package org.gradus.core.study;

import org.jspecify.annotations.NullMarked;
