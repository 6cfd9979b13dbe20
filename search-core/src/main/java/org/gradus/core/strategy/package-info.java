/** The contract of everything that proposes configurations. */
@NullMarked
package org.gradus.core.strategy;

import org.jspecify.annotations.NullMarked;
