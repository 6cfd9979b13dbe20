package org.gradus.core.store.jdbc;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * An event as a row.
 *
 * @param kind the kind, in small letters
 * @param trial the trial it is about
 * @param payload everything else, JSON
 * @param curve the packed columns, for a segment of a curve
 */
record StoredEvent(String kind, OptionalInt trial, String payload, byte @Nullable [] curve) {}
