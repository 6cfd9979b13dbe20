package org.gradus.core.store.jdbc;

import com.google.common.collect.ImmutableSet;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import org.gradus.core.store.Claims;
import org.gradus.core.study.SearchException;
import org.gradus.core.trial.CheckpointRef;
import org.gradus.core.trial.TrialId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One of many writers of a study. Each claim is a row, whose lease ends by the clock of the server; each question is one
 * statement, which is one transaction.
 *
 * @param connection used for claims alone
 * @param study its number in the database
 * @param worker the name of this writer, which no other has
 */
record PostgresClaims(StoreConnection connection, long study, String worker, Duration lease) implements Claims {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresClaims.class);
    static final String LEASE_END = "clock_timestamp() + ? * interval '1 millisecond'";

    /** What an INSERT of claims ends with: those of other living writers stay. */
    static final String UNLESS_HELD = "ON CONFLICT (study, trial) DO UPDATE"
            + " SET worker = excluded.worker, lease_end = excluded.lease_end"
            + " WHERE held.worker = excluded.worker OR held.lease_end <= clock_timestamp()";

    /**
     * A new writer. Its name is a number that the database gives once, and where it comes from.
     *
     * @param connection taken over, and closed with the claims
     */
    static PostgresClaims join(StoreConnection connection, long study, Duration lease) {
        String worker = connection.read(c -> {
            try (ResultSet name = c.prepare(
                            "SELECT nextval('workers') || coalesce(' at ' || host(inet_client_addr()), '')")
                    .executeQuery()) {
                name.next();
                return name.getString(1);
            }
        });
        return new PostgresClaims(connection, study, worker, lease);
    }

    @Override
    public boolean isShared() {
        return true;
    }

    /** A second worker waits for the statement of the first, and is refused. */
    @Override
    public boolean claim(TrialId trial) {
        return connection.read(c -> {
            PreparedStatement claim = c.prepare("INSERT INTO claims AS held (study, trial, worker, lease_end)"
                    + " VALUES (?, ?, ?, " + LEASE_END + ") " + UNLESS_HELD);
            claim.setLong(1, study);
            claim.setInt(2, trial.number());
            claim.setString(3, worker);
            claim.setLong(4, lease.toMillis());
            return claim.executeUpdate() == 1;
        });
    }

    @Override
    public void release(TrialId trial) {
        connection.read(c -> {
            PreparedStatement delete = c.prepare("DELETE FROM claims WHERE study = ? AND worker = ? AND trial = ?");
            setOwner(delete);
            delete.setInt(3, trial.number());
            return delete.executeUpdate();
        });
    }

    @Override
    public Set<TrialId> elsewhere() {
        return connection.read(c -> {
            PreparedStatement select = c.prepare("SELECT trial FROM claims"
                    + " WHERE study = ? AND worker <> ? AND lease_end > clock_timestamp() ORDER BY trial");
            setOwner(select);
            ImmutableSet.Builder<TrialId> trials = ImmutableSet.builder();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    trials.add(new TrialId(rows.getInt(1)));
                }
            }
            return trials.build();
        });
    }

    @Override
    public void renew() {
        connection.read(c -> {
            PreparedStatement update =
                    c.prepare("UPDATE claims SET lease_end = " + LEASE_END + " WHERE study = ? AND worker = ?");
            update.setLong(1, lease.toMillis());
            update.setLong(2, study);
            update.setString(3, worker);
            return update.executeUpdate();
        });
    }

    /** Once the study is over, no worker needs a claim or a model, however slow it is. */
    @Override
    public void sweep(long version, Set<CheckpointRef> needed, boolean over) {
        if (!over) {
            return;
        }
        connection.write(c -> {
            if (isAt(c, version)) {
                PreparedStatement claims = c.prepare("DELETE FROM claims WHERE study = ?");
                claims.setLong(1, study);
                claims.executeUpdate();
                PreparedStatement checkpoints =
                        c.prepare("DELETE FROM checkpoints WHERE study = (SELECT name FROM studies WHERE number = ?)");
                checkpoints.setLong(1, study);
                checkpoints.executeUpdate();
            }
            return version;
        });
    }

    /** Whether the study has no other events; none can be appended until the transaction ends. Claims are not locked out. */
    private boolean isAt(StoreConnection c, long version) throws SQLException {
        PreparedStatement select = c.prepare("SELECT version FROM studies WHERE number = ? FOR NO KEY UPDATE");
        select.setLong(1, study);
        try (ResultSet rows = select.executeQuery()) {
            return rows.next() && rows.getLong(1) == version;
        }
    }

    private void setOwner(PreparedStatement statement) throws SQLException {
        statement.setLong(1, study);
        statement.setString(2, worker);
    }

    /** Where the server is away, the claims end by themselves. */
    @Override
    public void close() {
        try {
            connection.read(c -> {
                PreparedStatement delete = c.prepare("DELETE FROM claims WHERE study = ? AND worker = ?");
                setOwner(delete);
                return delete.executeUpdate();
            });
        } catch (SearchException e) {
            LOG.warn("the claims were not released, and expire in {} ms: {}", lease.toMillis(), e.getMessage());
        } finally {
            connection.close();
        }
    }
}
