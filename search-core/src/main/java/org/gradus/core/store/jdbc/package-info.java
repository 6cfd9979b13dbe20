/** Studies in a database: a log of events in JSON, curves in packed columns. */
@NullMarked
package org.gradus.core.store.jdbc;

import org.jspecify.annotations.NullMarked;
