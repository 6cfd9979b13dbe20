/** The one mutable object of a search: it asks for work and is told what came of it. */
@NullMarked
package org.gradus.core.session;

import org.jspecify.annotations.NullMarked;
