package org.gradus.core.store.jdbc;

import com.google.common.collect.ImmutableList;

/** The tables and views of a store in PostgreSQL, described in docs/store.md. */
final class PostgresSchema {
    private static final String STUDIES = """
            CREATE TABLE studies (
              number bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
              name text NOT NULL UNIQUE,
              record text NOT NULL)
            """;

    private static final String EVENTS = """
            CREATE TABLE events (
              study bigint NOT NULL REFERENCES studies (number),
              version bigint NOT NULL,
              kind text NOT NULL,
              trial integer,
              payload text NOT NULL,
              curve bytea,
              checksum bigint NOT NULL,
              PRIMARY KEY (study, version))
            """;

    private static final String CHECKPOINTS = """
            CREATE TABLE checkpoints (
              study text NOT NULL,
              sha256 text NOT NULL,
              content bytea NOT NULL,
              PRIMARY KEY (study, sha256))
            """;

    /** Models do not become smaller. */
    private static final String UNCOMPRESSED = "ALTER TABLE checkpoints ALTER COLUMN content SET STORAGE EXTERNAL";

    private static final String CLAIMS = """
            CREATE TABLE claims (
              study bigint NOT NULL REFERENCES studies (number),
              trial integer NOT NULL,
              worker text NOT NULL,
              lease_end timestamptz NOT NULL,
              PRIMARY KEY (study, trial))
            """;

    /** A number for each writer that joins. */
    private static final String WORKERS = "CREATE SEQUENCE workers";

    /** The JSON of an event. PostgreSQL takes no field from a text with the character NUL in it. */
    private static final String JSON = """
            CREATE FUNCTION payload_json(payload text) RETURNS json LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
              SELECT replace(payload, '\\u0000', '\\ufffd')::json
            $$
            """;

    /** The bits of a packed number, by its place from 0 on; null behind the last. */
    private static final String BITS = "CASE WHEN length(curve) >= 8 * (place + 1) THEN ('x' || encode(substring(curve"
            + " FROM (8 * place + 1)::integer FOR 8), 'hex'))::bit(64)::bigint END";

    private static final String WHOLE = """
            CREATE FUNCTION packed_whole(curve bytea, place bigint) RETURNS bigint
            LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT %s $$
            """.formatted(BITS);

    /** By IEEE 754: sign, exponent, significand. All bits set stand for what was not measured. */
    private static final String DOUBLE = """
            CREATE FUNCTION packed_double(curve bytea, place bigint) RETURNS double precision
            LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
              SELECT CASE
                WHEN bits = -1 THEN NULL
                WHEN exponent = 2047 AND significand <> 0 THEN 'NaN'::double precision
                WHEN exponent = 2047 THEN sign * 'Infinity'::double precision
                WHEN exponent = 0 THEN sign * (significand::double precision * power(2::double precision, -1074))
                ELSE sign * ((significand | (1::bigint << 52))::double precision
                  * power(2::double precision, exponent - 1075))
              END
              FROM (
                SELECT
                  bits,
                  (bits >> 52) & 2047 AS exponent,
                  bits & ((1::bigint << 52) - 1) AS significand,
                  (CASE WHEN bits < 0 THEN -1 ELSE 1 END)::double precision AS sign
                FROM (SELECT %s AS bits) b) d
            $$
            """.formatted(BITS);

    private static final String POINTS = """
            CREATE VIEW points AS
            SELECT
              s.name AS study,
              e.trial,
              packed_whole(e.curve, i) AS step,
              packed_double(e.curve, n + i) AS learning_rate,
              packed_double(e.curve, 2 * n + i) AS batch_loss,
              packed_double(e.curve, 3 * n + i) AS validation_loss,
              packed_double(e.curve, 4 * n + i) AS validation_accuracy,
              packed_double(e.curve, 5 * n + i) AS train_loss,
              packed_double(e.curve, 6 * n + i) AS train_accuracy,
              e.version
            FROM events e
            JOIN studies s ON s.number = e.study
            CROSS JOIN LATERAL (SELECT (payload_json(e.payload) ->> 'points')::bigint AS n) size
            CROSS JOIN LATERAL generate_series(0, n - 1) AS i
            WHERE e.kind = 'curve_extended'
            """;

    private static final String TRIALS = """
            CREATE VIEW trials AS
            WITH last AS (
              SELECT
                study,
                trial,
                max(CASE kind WHEN 'trial_proposed' THEN version END) AS proposed,
                max(CASE WHEN kind = 'curve_extended' AND length(curve) > 0 THEN version END) AS extended,
                max(CASE kind WHEN 'decision_made' THEN version END) AS decided,
                max(CASE kind WHEN 'trial_ended' THEN version END) AS ended,
                max(CASE kind WHEN 'test_read' THEN version END) AS tested,
                sum(CASE kind WHEN 'curve_extended' THEN (payload_json(payload) ->> 'elapsedMillis')::bigint END)::bigint
                  AS elapsed_millis
              FROM events WHERE trial IS NOT NULL GROUP BY study, trial),
            parts AS (
              SELECT
                l.*,
                payload_json(p.payload) AS plan,
                payload_json(d.payload) AS decision,
                payload_json(e.payload) AS outcome,
                payload_json(t.payload) AS test,
                c.curve,
                (payload_json(c.payload) ->> 'points')::bigint AS n
              FROM last l
              JOIN events p ON p.study = l.study AND p.version = l.proposed
              LEFT JOIN events c ON c.study = l.study AND c.version = l.extended
              LEFT JOIN events d ON d.study = l.study AND d.version = l.decided
              LEFT JOIN events e ON e.study = l.study AND e.version = l.ended
              LEFT JOIN events t ON t.study = l.study AND t.version = l.tested)
            SELECT
              s.name AS study,
              trial,
              plan ->> 'purpose' AS purpose,
              (plan ->> 'replicateOf')::integer AS replicate_of,
              (plan -> 'configuration' ->> 'learningRate')::double precision AS learning_rate,
              plan -> 'configuration' AS configuration,
              CASE
                WHEN ended IS NOT NULL THEN outcome ->> 'outcome'
                WHEN coalesce(decided, 0) > coalesce(extended, 0)
                  THEN CASE decision ->> 'verdict' WHEN 'continue' THEN 'running' ELSE 'held' END
                WHEN extended IS NOT NULL THEN 'waiting'
                ELSE 'running'
              END AS state,
              packed_whole(curve, n - 1) / (plan ->> 'stepsPerEpoch')::bigint AS epochs,
              packed_whole(curve, n - 1) AS steps,
              packed_double(curve, 3 * n - 1) AS batch_loss,
              packed_double(curve, 4 * n - 1) AS validation_loss,
              packed_double(curve, 5 * n - 1) AS validation_accuracy,
              packed_double(curve, 6 * n - 1) AS train_loss,
              packed_double(curve, 7 * n - 1) AS train_accuracy,
              (test ->> 'loss')::double precision AS test_loss,
              (test -> 'metrics' ->> 'accuracy')::double precision AS test_accuracy,
              elapsed_millis,
              coalesce(outcome ->> 'reason', decision ->> 'reason', plan ->> 'reason') AS reason
            FROM parts
            JOIN studies s ON s.number = parts.study
            """;

    /** Version 1. */
    static final SqlDialect.Migration FIRST = SqlDialect.Migration.of(ImmutableList.of(
            STUDIES, EVENTS, CHECKPOINTS, UNCOMPRESSED, CLAIMS, WORKERS, JSON, WHOLE, DOUBLE, POINTS, TRIALS));

    /** The JSON of an event. PostgreSQL takes no field from a text with NUL or half a surrogate pair in it. */
    private static final String WELL_FORMED_JSON = """
            CREATE OR REPLACE FUNCTION payload_json(payload text) RETURNS json LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
            AS $$
              SELECT regexp_replace(payload, '\\\\u(0000|d[89a-f][0-9a-f]{2})', '\\\\ufffd', 'g')::json
            $$
            """;

    /** Version 2: a chain of digests in place of a checksum for each event. */
    static final SqlDialect.Migration CHAIN = SqlDialect.Migration.of(ImmutableList.of(
                    "ALTER TABLE studies ADD COLUMN record_digest bytea NOT NULL DEFAULT ''",
                    "ALTER TABLE studies ADD COLUMN version bigint NOT NULL DEFAULT 0",
                    "ALTER TABLE studies ADD COLUMN digest bytea NOT NULL DEFAULT ''",
                    "ALTER TABLE studies ADD COLUMN seal bytea NOT NULL DEFAULT ''",
                    "ALTER TABLE events ADD COLUMN digest bytea NOT NULL DEFAULT ''",
                    WELL_FORMED_JSON))
            .then(new ChainMigration())
            .then(SqlDialect.Migration.of(ImmutableList.of("ALTER TABLE events DROP COLUMN checksum")));

    /** Version 3: ranking, stop rules and figures in the record. */
    static final SqlDialect.Migration SETTINGS = new SettingsMigration();

    private PostgresSchema() {}
}
