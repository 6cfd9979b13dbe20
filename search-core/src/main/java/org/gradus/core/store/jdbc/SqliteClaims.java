package org.gradus.core.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gradus.core.store.Claims;
import org.gradus.core.store.internal.SoleClaims;
import org.gradus.core.study.StudyId;
import org.gradus.core.trial.CheckpointRef;
import org.gradus.core.trial.TrialId;

/**
 * The only writer of a study in SQLite, as long as it has the lock.
 *
 * @param sole what it is granted, and the lock
 */
record SqliteClaims(StoreConnection connection, StudyId study, SoleClaims sole) implements Claims {
    @Override
    public boolean isShared() {
        return sole.isShared();
    }

    @Override
    public boolean claim(TrialId trial) {
        return sole.claim(trial);
    }

    @Override
    public void release(TrialId trial) {
        sole.release(trial);
    }

    @Override
    public Set<TrialId> elsewhere() {
        return sole.elsewhere();
    }

    @Override
    public void renew() {
        sole.renew();
    }

    /** There is no other writer to wait for. */
    @Override
    public void sweep(long version, Set<CheckpointRef> needed, boolean over) {
        connection.write(c -> {
            List<String> stored = stored(c);
            needed.forEach(reference -> stored.remove(reference.sha256()));
            PreparedStatement delete = c.prepare("DELETE FROM checkpoints WHERE study = ? AND sha256 = ?");
            for (String sha256 : stored) {
                delete.setString(1, study.value());
                delete.setString(2, sha256);
                delete.executeUpdate();
            }
            return stored;
        });
    }

    private List<String> stored(StoreConnection c) throws SQLException {
        PreparedStatement select = c.prepare("SELECT sha256 FROM checkpoints WHERE study = ?");
        select.setString(1, study.value());
        List<String> stored = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                stored.add(rows.getString(1));
            }
        }
        return stored;
    }

    @Override
    public void close() {
        sole.close();
    }
}
