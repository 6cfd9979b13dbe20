/** The one mutable object of a search: it asks for trainings and receives their reports. */
@NullMarked
package org.gradus.core.session;

import org.jspecify.annotations.NullMarked;
