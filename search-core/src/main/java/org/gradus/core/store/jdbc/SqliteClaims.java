package org.gradus.core.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gradus.core.store.internal.SoleClaims;
import org.gradus.core.study.StudyId;
import org.gradus.core.trial.CheckpointRef;

/** The only writer of a study in SQLite, as long as it has the lock. */
final class SqliteClaims extends SoleClaims {
    private final StoreConnection connection;
    private final StudyId study;

    SqliteClaims(StoreConnection connection, StudyId study, StudyLock lock) {
        super(lock::close);
        this.connection = connection;
        this.study = study;
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
}
