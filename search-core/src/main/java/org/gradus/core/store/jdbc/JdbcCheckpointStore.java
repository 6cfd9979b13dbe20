package org.gradus.core.store.jdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import org.gradus.core.study.SearchException;
import org.gradus.core.study.StudyId;
import org.gradus.core.training.CheckpointStore;
import org.gradus.core.trial.CheckpointRef;

/**
 * The checkpoints of one study, in the database of its events. Equal bytes of two studies are stored twice, so that what one
 * study forgets the other still has.
 */
final class JdbcCheckpointStore implements CheckpointStore {
    /** The largest model, in bytes: PostgreSQL and SQLite hold 10^9 bytes in a value, and a little more. */
    static final long LARGEST = 1_000_000_000;

    private final StoreConnection connection;
    private final StudyId study;

    JdbcCheckpointStore(StoreConnection connection, StudyId study) {
        this.connection = connection;
        this.study = study;
    }

    @Override
    public CheckpointRef put(byte[] bytes) {
        CheckpointRef reference = CheckpointRef.of(bytes);
        connection.write(c -> {
            PreparedStatement insert = c.prepare("INSERT INTO checkpoints (study, sha256, content) VALUES (?, ?, ?)"
                    + " ON CONFLICT (study, sha256) DO NOTHING");
            insert.setString(1, study.value());
            insert.setString(2, reference.sha256());
            insert.setBytes(3, bytes);
            return insert.executeUpdate();
        });
        return reference;
    }

    @Override
    public CheckpointRef putFile(Path file) {
        try {
            long length = Files.size(file);
            if (length > LARGEST) {
                throw new SearchException(
                        "the model has " + length + " bytes, but the database " + connection.place()
                                + " holds at most " + LARGEST + " in one value"
                                + "\nMaybe keep models in files that all workers see: Search.models(FileCheckpointStore.in(folder)).");
            }
            return put(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new SearchException("the model " + file + " cannot be read: " + e, e);
        }
    }

    @Override
    public byte[] get(CheckpointRef reference) {
        byte[] bytes = connection.read(c -> {
            PreparedStatement select = c.prepare("SELECT content FROM checkpoints WHERE study = ? AND sha256 = ?");
            select.setString(1, study.value());
            select.setString(2, reference.sha256());
            try (ResultSet rows = select.executeQuery()) {
                if (!rows.next()) {
                    throw new SearchException("the checkpoint " + reference.sha256() + " of study '" + study
                            + "' is not in the store " + c.place() + "\nMaybe it was deleted, or is in another store.");
                }
                return rows.getBytes(1);
            }
        });
        if (!CheckpointRef.of(bytes).equals(reference)) {
            throw new SearchException("the checkpoint " + reference.sha256() + " of study '" + study
                    + "' is damaged in the store " + connection.place() + ": its " + bytes.length
                    + " bytes are not the " + reference.bytes() + " bytes that were stored");
        }
        return bytes;
    }

    @Override
    public void delete(CheckpointRef reference) {
        connection.write(c -> {
            PreparedStatement delete = c.prepare("DELETE FROM checkpoints WHERE study = ? AND sha256 = ?");
            delete.setString(1, study.value());
            delete.setString(2, reference.sha256());
            return delete.executeUpdate();
        });
    }
}
