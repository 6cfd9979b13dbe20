package org.gradus.core.store.jdbc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;

/**
 * From version 2 of the schema to version 3, whose records say how a study ranks and what may end it early. Older studies get
 * the ranking {@code generalization} and no stop rules. What version 2 noted in words becomes a setting or a figure: the
 * round and the stability limit.
 */
final class SettingsMigration extends RecordMigration {
    private static final String LIMIT = "stability.limit";

    @Override
    String proofColumn() {
        return "digest";
    }

    /** The chain of the log as version 2 stored it. */
    @Override
    OldLog log(StoreConnection connection, OldStudy study) throws SQLException {
        StudyRow row = StudyRow.require(connection, study.name());
        LogHead start = LogHead.of(study.name(), study.record());
        if (!start.digest().equals(row.record())) {
            throw connection.damaged(
                    "the record of study '" + study.name() + "'",
                    new IllegalArgumentException("it is not what was stored, by its digest"));
        }
        EventRows stored = new EventRows(connection, row);
        return new OldLog() {
            private LogHead head = start;

            @Override
            public void check(StoredEvent event, Row proof) throws SQLException {
                head = head.plus(event);
                if (!head.digest().equals(proof.digest(6))) {
                    throw new IllegalArgumentException("it is not what was stored, by its digest");
                }
            }

            @Override
            public void end() {
                stored.requireEnd(head);
            }
        };
    }

    @Override
    String rewritten(String json) {
        ObjectNode record = Fields.parse(json).object();
        ObjectNode settings = record.withObject("/settings");
        ObjectNode provenance = record.withObject("/provenance");
        ObjectNode details = provenance.withObject("/details");
        String round = details.path("round").asText("none");
        details.remove("round");
        if (!settings.has("round")) {
            settings.put("round", round.matches("\\d{1,9}") ? Integer.parseInt(round) : 0);
        }
        settings.put("ranking", "generalization").putArray("stopRules");
        ObjectNode figures = provenance.putObject("figures");
        String limit = details.path(LIMIT).asText("");
        if (limit.matches("\\d+(\\.\\d+)?(E-?\\d+)?")) {
            details.remove(LIMIT);
            Fields.put(figures, LIMIT, Double.parseDouble(limit));
        }
        return Fields.write(record);
    }
}
