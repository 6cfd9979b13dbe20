/** The executor that trains on threads of this JVM. */
@NullMarked
package org.gradus.core.execution.internal;

import org.jspecify.annotations.NullMarked;
