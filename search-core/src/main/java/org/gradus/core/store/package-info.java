/**
 * Where the events of a study are kept: {@link org.gradus.core.store.StudyStore}.
 */
@NullMarked
package org.gradus.core.store;

import org.jspecify.annotations.NullMarked;
