package org.gradus.core.store.jdbc;

import com.google.common.collect.ImmutableList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The tables and views of a store in SQLite, described in docs/store.md. */
final class SqliteSchema {
    private static final String STUDIES = """
            CREATE TABLE studies (
              number INTEGER PRIMARY KEY,
              name TEXT NOT NULL UNIQUE,
              record TEXT NOT NULL)
            """;

    private static final String EVENTS = """
            CREATE TABLE events (
              study INTEGER NOT NULL REFERENCES studies (number),
              version INTEGER NOT NULL,
              kind TEXT NOT NULL,
              trial INTEGER,
              payload TEXT NOT NULL,
              curve BLOB,
              checksum INTEGER NOT NULL,
              PRIMARY KEY (study, version)) WITHOUT ROWID
            """;

    private static final String CHECKPOINTS = """
            CREATE TABLE checkpoints (
              study TEXT NOT NULL,
              sha256 TEXT NOT NULL,
              content BLOB NOT NULL,
              PRIMARY KEY (study, sha256))
            """;

    private static final String POWERS =
            "CREATE TABLE powers_of_two (exponent INTEGER PRIMARY KEY, value REAL NOT NULL)";

    /** All that a double can have, from the least subnormal number's up. */
    private static final String FILL_POWERS = """
            WITH RECURSIVE
              up (exponent, value) AS
                (SELECT 0, 1.0 UNION ALL SELECT exponent + 1, value * 2 FROM up WHERE exponent < 971),
              down (exponent, value) AS
                (SELECT -1, 0.5 UNION ALL SELECT exponent - 1, value / 2 FROM down WHERE exponent > -1074)
            INSERT INTO powers_of_two SELECT * FROM up UNION ALL SELECT * FROM down
            """;

    private static final String POINTS =
            """
            CREATE VIEW points AS
            SELECT
              s.name AS study,
              e.trial,
              %s AS step,
              %s AS learning_rate,
              %s AS batch_loss,
              %s AS validation_loss,
              %s AS validation_accuracy,
              %s AS train_loss,
              %s AS train_accuracy,
              e.version
            FROM events e
            JOIN studies s ON s.number = e.study
            JOIN json_each('[' || substr(replace(hex(zeroblob(json_extract(e.payload, '$.points'))), '00', ',0'), 2) || ']') p
            WHERE e.kind = 'curve_extended'
            """.formatted((Object[]) columns("json_extract(e.payload, '$.points')", "p.key", "e.curve"));

    private static final String TRIALS = """
            CREATE VIEW trials AS
            WITH last (study, trial, proposed, extended, decided, ended, tested, elapsed_millis) AS (
              SELECT
                study,
                trial,
                max(CASE kind WHEN 'trial_proposed' THEN version END),
                max(CASE WHEN kind = 'curve_extended' AND length(curve) > 0 THEN version END),
                max(CASE kind WHEN 'decision_made' THEN version END),
                max(CASE kind WHEN 'trial_ended' THEN version END),
                max(CASE kind WHEN 'test_read' THEN version END),
                sum(CASE kind WHEN 'curve_extended' THEN json_extract(payload, '$.elapsedMillis') END)
              FROM events WHERE trial IS NOT NULL GROUP BY study, trial)
            SELECT
              s.name AS study,
              l.trial,
              json_extract(p.payload, '$.purpose') AS purpose,
              json_extract(p.payload, '$.replicateOf') AS replicate_of,
              json_extract(p.payload, '$.configuration.learningRate') AS learning_rate,
              json_extract(p.payload, '$.configuration') AS configuration,
              CASE
                WHEN l.ended IS NOT NULL THEN json_extract(e.payload, '$.outcome')
                WHEN coalesce(l.decided, 0) > coalesce(l.extended, 0)
                  THEN CASE json_extract(d.payload, '$.verdict') WHEN 'continue' THEN 'running' ELSE 'held' END
                WHEN l.extended IS NOT NULL THEN 'waiting'
                ELSE 'running'
              END AS state,
              %1$s / json_extract(p.payload, '$.stepsPerEpoch') AS epochs,
              %1$s AS steps,
              %3$s AS batch_loss,
              %4$s AS validation_loss,
              %5$s AS validation_accuracy,
              %6$s AS train_loss,
              %7$s AS train_accuracy,
              json_extract(t.payload, '$.loss') AS test_loss,
              json_extract(t.payload, '$.metrics.accuracy') AS test_accuracy,
              l.elapsed_millis,
              coalesce(json_extract(e.payload, '$.reason'), json_extract(d.payload, '$.reason'),
                json_extract(p.payload, '$.reason')) AS reason
            FROM last l
            JOIN studies s ON s.number = l.study
            JOIN events p ON p.study = l.study AND p.version = l.proposed
            LEFT JOIN events c ON c.study = l.study AND c.version = l.extended
            LEFT JOIN events d ON d.study = l.study AND d.version = l.decided
            LEFT JOIN events e ON e.study = l.study AND e.version = l.ended
            LEFT JOIN events t ON t.study = l.study AND t.version = l.tested
            """.formatted((Object[])
            columns("json_extract(c.payload, '$.points')", "json_extract(c.payload, '$.points') - 1", "c.curve"));

    /** Version 1. */
    static final SqlDialect.Migration FIRST = SqlDialect.Migration.of(
            ImmutableList.of(STUDIES, EVENTS, CHECKPOINTS, POWERS, FILL_POWERS, POINTS, TRIALS));

    /** Version 2: a chain of digests in place of a checksum for each event. */
    static final SqlDialect.Migration CHAIN = SqlDialect.Migration.of(ImmutableList.of(
                    "ALTER TABLE studies ADD COLUMN record_digest BLOB NOT NULL DEFAULT x''",
                    "ALTER TABLE studies ADD COLUMN version INTEGER NOT NULL DEFAULT 0",
                    "ALTER TABLE studies ADD COLUMN digest BLOB NOT NULL DEFAULT x''",
                    "ALTER TABLE studies ADD COLUMN seal BLOB NOT NULL DEFAULT x''",
                    "ALTER TABLE events ADD COLUMN digest BLOB NOT NULL DEFAULT x''",
                    "CREATE TABLE schema_digest (digest BLOB NOT NULL)"))
            .then(new ChainMigration())
            .then(SqlDialect.Migration.of(ImmutableList.of("ALTER TABLE events DROP COLUMN checksum")));

    /** Version 3: ranking, stop rules and figures in the record. */
    static final SqlDialect.Migration SETTINGS = new SettingsMigration();

    private SqliteSchema() {}

    /** The seven columns of a {@link PackedCurve} at one point, as expressions. */
    private static String[] columns(String size, String index, String curve) {
        return IntStream.range(0, 7)
                .mapToObj(column -> {
                    String hex = "hex(substr(%s, 8 * (%d * %s + %s) + 1, 8))".formatted(curve, column, size, index);
                    return "(SELECT " + (column == 0 ? whole("x") : real("x")) + " FROM (SELECT " + hex + " AS x))";
                })
                .toArray(String[]::new);
    }

    /** The whole number of 16 hexadecimal digits; null of none. */
    private static String whole(String hex) {
        return "CASE WHEN " + hex + " <> '' THEN " + digits(hex, 1) + " END";
    }

    /**
     * The double of 16 hexadecimal digits, by IEEE 754: sign, exponent, significand. Null where it was not measured or there
     * are no digits; NaN, which SQLite turns to null, is text.
     */
    private static String real(String hex) {
        String exponent =
                "(((" + digit(hex, 1, 0) + ") & 7) << 8 | " + digit(hex, 2, 4) + " | " + digit(hex, 3, 0) + ")";
        return "CASE WHEN substr(" + hex + ", 1, 3) IN ('7FF', 'FFF') THEN CASE " + hex
                + " WHEN 'FFFFFFFFFFFFFFFF' THEN NULL WHEN '7FF0000000000000' THEN 9e999"
                + " WHEN 'FFF0000000000000' THEN -9e999 ELSE 'NaN' END"
                + " WHEN " + hex + " <> '' THEN (CASE WHEN " + hex + " >= '8' THEN -1 ELSE 1 END)"
                + " * (" + digits(hex, 4)
                + " | (CASE WHEN substr(" + hex + ", 1, 3) IN ('000', '800') THEN 0 ELSE 1 << 52 END))"
                + " * (SELECT value FROM powers_of_two WHERE powers_of_two.exponent = max(1, " + exponent + ") - 1075)"
                + " END";
    }

    private static String digits(String hex, int from) {
        return IntStream.rangeClosed(from, 16)
                .mapToObj(i -> digit(hex, i, 4 * (16 - i)))
                .collect(Collectors.joining(" | ", "(", ")"));
    }

    /** A hexadecimal digit, shifted: its place among the digits from 1 on, and 0 for none of them. */
    private static String digit(String hex, int place, int shift) {
        return "(instr('123456789ABCDEF', substr(" + hex + ", " + place + ", 1)) << " + shift + ")";
    }
}
