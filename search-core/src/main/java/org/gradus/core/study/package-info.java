/**
 * One study: its record, budget and events, and {@link org.gradus.core.study.StudyView}, which is folded from them.
 */
@NullMarked
package org.gradus.core.study;

import org.jspecify.annotations.NullMarked;
