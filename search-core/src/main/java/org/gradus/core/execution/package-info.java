/** Where segments of trials run. */
@NullMarked
package org.gradus.core.execution;

import org.jspecify.annotations.NullMarked;
