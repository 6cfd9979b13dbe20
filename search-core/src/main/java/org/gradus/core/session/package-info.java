/**
 * The one mutable object of a search: {@link org.gradus.core.session.SearchSession} asks for trainings, each an
 * {@link org.gradus.core.session.Ask}, and receives their reports.
 */
@NullMarked
package org.gradus.core.session;

import org.jspecify.annotations.NullMarked;
