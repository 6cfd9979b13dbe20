package org.gradus.core.store.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.trial.Seeds;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialPlan;

/** What tests of the views of both databases share: events to look at, and the eye of an SQL tool. */
public final class StoreViews {
    private StoreViews() {}

    /** The rows that a query of a store gives, as an SQL tool would show them. */
    public static List<List<Object>> rows(String address, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(address);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<List<Object>> rows = new ArrayList<>();
            while (result.next()) {
                List<Object> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(result.getObject(i));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    static TrialEvent proposed(int number, double rate) {
        return new TrialEvent.TrialProposed(
                TrialPlan.search(new TrialId(number), Configuration.of(new LearningRate(rate)), new Seeds(1, 2), 10)
                        .proposedBy("random", "drawn at random"),
                3);
    }

    static TrialEvent trained(int number, CurvePoint... points) {
        return new TrialEvent.CurveExtended(new TrialId(number), List.of(points), "local", 40, Optional.empty());
    }

    static CurvePoint validated(long step, double loss, double accuracy) {
        return new CurvePoint(step, 0.1, loss, Optional.empty(), Optional.of(Evaluation.of(loss, accuracy)));
    }
}
