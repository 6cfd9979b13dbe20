package org.gradus.core.store.jdbc;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import org.gradus.core.study.StudyId;

/**
 * How far the log of a study goes, and the digest of everything in it: the digest of an event covers that of the event
 * before, and the digest of the first event covers that of the record. Described in docs/store.md.
 *
 * @param version how many events there are
 * @param digest SHA-256
 */
record LogHead(long version, HashCode digest) {
    /** The head of a log without events: the digest of the record of its study. */
    static LogHead of(StudyId study, String record) {
        byte[] name = study.value().getBytes(StandardCharsets.UTF_8);
        Hasher hasher = Hashing.sha256().newHasher();
        putText(hasher, "study " + name.length + "\n");
        return new LogHead(
                0,
                hasher.putBytes(name)
                        .putBytes(record.getBytes(StandardCharsets.UTF_8))
                        .hash());
    }

    /** The head once another event is appended. */
    LogHead plus(StoredEvent event) {
        byte[] payload = event.payload().getBytes(StandardCharsets.UTF_8);
        OptionalInt trial = event.trial();
        Hasher hasher = Hashing.sha256().newHasher().putBytes(digest.asBytes());
        putText(
                hasher,
                event.kind() + " " + (trial.isPresent() ? trial.getAsInt() : "-") + " " + payload.length + "\n");
        hasher.putBytes(payload);
        if (event.curve() != null) {
            hasher.putBytes(event.curve());
        }
        return new LogHead(version + 1, hasher.hash());
    }

    /**
     * Covers the head, so that a writer can trust it without reading the log again.
     *
     * @param record the digest of the record of the study
     */
    HashCode seal(HashCode record) {
        Hasher hasher = Hashing.sha256().newHasher().putBytes(record.asBytes());
        putText(hasher, version + "\n");
        return hasher.putBytes(digest.asBytes()).hash();
    }

    private static void putText(Hasher hasher, String text) {
        hasher.putString(text, StandardCharsets.UTF_8);
    }
}
