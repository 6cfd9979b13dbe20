/** Where the events of a study are kept. */
@NullMarked
package org.gradus.core.store;

import org.jspecify.annotations.NullMarked;
