/** Claims of a study that has a single writer. */
@NullMarked
package org.gradus.core.store.internal;

import org.jspecify.annotations.NullMarked;
