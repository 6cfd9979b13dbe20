package org.gradus.core.store.jdbc;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.OptionalInt;
import java.util.zip.CRC32C;

/**
 * From version 1 of the schema, in which each event had a checksum of its own, to version 2, in which their digests are a
 * chain. Secrets that version 1 stored with the command of a study are taken out.
 */
final class ChainMigration extends RecordMigration {
    @Override
    String proofColumn() {
        return "checksum";
    }

    @Override
    OldLog log(StoreConnection connection, OldStudy study) {
        return new OldLog() {
            @Override
            public void check(StoredEvent event, Row proof) throws SQLException {
                if (checksum(event) != proof.whole(6)) {
                    throw new IllegalArgumentException("it is not what was stored, by its checksum");
                }
            }

            /** Version 1 did not note how many events there are. */
            @Override
            public void end() {}
        };
    }

    @Override
    String rewritten(String record) {
        return StudyJson.withoutSecrets(record);
    }

    /** CRC-32C of all parts. */
    private static long checksum(StoredEvent event) {
        OptionalInt trial = event.trial();
        CRC32C crc = new CRC32C();
        crc.update((event.kind() + " " + (trial.isPresent() ? trial.getAsInt() : "-") + " ")
                .getBytes(StandardCharsets.UTF_8));
        crc.update(event.payload().getBytes(StandardCharsets.UTF_8));
        if (event.curve() != null) {
            crc.update(event.curve());
        }
        return crc.getValue();
    }
}
