package org.gradus.core.store.jdbc;

import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * An event as a row.
 *
 * @param kind the kind, in small letters
 * @param trial the trial it is about
 * @param payload everything else, JSON
 * @param curve the packed columns, for a segment of a curve
 */
record StoredEvent(String kind, OptionalInt trial, String payload, byte @Nullable [] curve) {
    /** CRC-32C of all parts: a database tells damaged pages, not damaged values. */
    long checksum() {
        CRC32C crc = new CRC32C();
        crc.update((kind + " " + (trial.isPresent() ? trial.getAsInt() : "-") + " ").getBytes(StandardCharsets.UTF_8));
        crc.update(payload.getBytes(StandardCharsets.UTF_8));
        if (curve != null) {
            crc.update(curve);
        }
        return crc.getValue();
    }
}
