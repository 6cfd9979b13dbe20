/**
 * Studies in a database: a log of events in JSON, curves in packed columns. {@link org.gradus.core.store.jdbc.StudyStores} opens
 * them.
 */
@NullMarked
package org.gradus.core.store.jdbc;

import org.jspecify.annotations.NullMarked;
