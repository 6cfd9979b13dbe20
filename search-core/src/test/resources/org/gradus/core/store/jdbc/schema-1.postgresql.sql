SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
CREATE SCHEMA gradus;
CREATE FUNCTION gradus.packed_double(curve bytea, place bigint) RETURNS double precision
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
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
    FROM (SELECT CASE WHEN length(curve) >= 8 * (place + 1) THEN ('x' || encode(substring(curve FROM (8 * place + 1)::integer FOR 8), 'hex'))::bit(64)::bigint END AS bits) b) d
$$;
CREATE FUNCTION gradus.packed_whole(curve bytea, place bigint) RETURNS bigint
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$ SELECT CASE WHEN length(curve) >= 8 * (place + 1) THEN ('x' || encode(substring(curve FROM (8 * place + 1)::integer FOR 8), 'hex'))::bit(64)::bigint END $$;
CREATE FUNCTION gradus.payload_json(payload text) RETURNS json
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
  SELECT replace(payload, '\u0000', '\ufffd')::json
$$;
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE gradus.checkpoints (
    study text NOT NULL,
    sha256 text NOT NULL,
    content bytea NOT NULL
);
ALTER TABLE ONLY gradus.checkpoints ALTER COLUMN content SET STORAGE EXTERNAL;
CREATE TABLE gradus.claims (
    study bigint NOT NULL,
    trial integer NOT NULL,
    worker text NOT NULL,
    lease_end timestamp with time zone NOT NULL
);
CREATE TABLE gradus.events (
    study bigint NOT NULL,
    version bigint NOT NULL,
    kind text NOT NULL,
    trial integer,
    payload text NOT NULL,
    curve bytea,
    checksum bigint NOT NULL
);
CREATE TABLE gradus.studies (
    number bigint NOT NULL,
    name text NOT NULL,
    record text NOT NULL
);
CREATE VIEW gradus.points AS
 SELECT s.name AS study,
    e.trial,
    gradus.packed_whole(e.curve, i.i) AS step,
    gradus.packed_double(e.curve, (size.n + i.i)) AS learning_rate,
    gradus.packed_double(e.curve, ((2 * size.n) + i.i)) AS batch_loss,
    gradus.packed_double(e.curve, ((3 * size.n) + i.i)) AS validation_loss,
    gradus.packed_double(e.curve, ((4 * size.n) + i.i)) AS validation_accuracy,
    gradus.packed_double(e.curve, ((5 * size.n) + i.i)) AS train_loss,
    gradus.packed_double(e.curve, ((6 * size.n) + i.i)) AS train_accuracy,
    e.version
   FROM (((gradus.events e
     JOIN gradus.studies s ON ((s.number = e.study)))
     CROSS JOIN LATERAL ( SELECT ((gradus.payload_json(e.payload) ->> 'points'::text))::bigint AS n) size)
     CROSS JOIN LATERAL generate_series((0)::bigint, (size.n - 1)) i(i))
  WHERE (e.kind = 'curve_extended'::text);
CREATE TABLE gradus.schema_version (
    version integer NOT NULL
);
ALTER TABLE gradus.studies ALTER COLUMN number ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME gradus.studies_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE VIEW gradus.trials AS
 WITH last AS (
         SELECT events.study,
            events.trial,
            max(
                CASE events.kind
                    WHEN 'trial_proposed'::text THEN events.version
                    ELSE NULL::bigint
                END) AS proposed,
            max(
                CASE
                    WHEN ((events.kind = 'curve_extended'::text) AND (length(events.curve) > 0)) THEN events.version
                    ELSE NULL::bigint
                END) AS extended,
            max(
                CASE events.kind
                    WHEN 'decision_made'::text THEN events.version
                    ELSE NULL::bigint
                END) AS decided,
            max(
                CASE events.kind
                    WHEN 'trial_ended'::text THEN events.version
                    ELSE NULL::bigint
                END) AS ended,
            max(
                CASE events.kind
                    WHEN 'test_read'::text THEN events.version
                    ELSE NULL::bigint
                END) AS tested,
            (sum(
                CASE events.kind
                    WHEN 'curve_extended'::text THEN ((gradus.payload_json(events.payload) ->> 'elapsedMillis'::text))::bigint
                    ELSE NULL::bigint
                END))::bigint AS elapsed_millis
           FROM gradus.events
          WHERE (events.trial IS NOT NULL)
          GROUP BY events.study, events.trial
        ), parts AS (
         SELECT l.study,
            l.trial,
            l.proposed,
            l.extended,
            l.decided,
            l.ended,
            l.tested,
            l.elapsed_millis,
            gradus.payload_json(p.payload) AS plan,
            gradus.payload_json(d.payload) AS decision,
            gradus.payload_json(e.payload) AS outcome,
            gradus.payload_json(t.payload) AS test,
            c.curve,
            ((gradus.payload_json(c.payload) ->> 'points'::text))::bigint AS n
           FROM (((((last l
             JOIN gradus.events p ON (((p.study = l.study) AND (p.version = l.proposed))))
             LEFT JOIN gradus.events c ON (((c.study = l.study) AND (c.version = l.extended))))
             LEFT JOIN gradus.events d ON (((d.study = l.study) AND (d.version = l.decided))))
             LEFT JOIN gradus.events e ON (((e.study = l.study) AND (e.version = l.ended))))
             LEFT JOIN gradus.events t ON (((t.study = l.study) AND (t.version = l.tested))))
        )
 SELECT s.name AS study,
    parts.trial,
    (parts.plan ->> 'purpose'::text) AS purpose,
    ((parts.plan ->> 'replicateOf'::text))::integer AS replicate_of,
    (((parts.plan -> 'configuration'::text) ->> 'learningRate'::text))::double precision AS learning_rate,
    (parts.plan -> 'configuration'::text) AS configuration,
        CASE
            WHEN (parts.ended IS NOT NULL) THEN (parts.outcome ->> 'outcome'::text)
            WHEN (COALESCE(parts.decided, (0)::bigint) > COALESCE(parts.extended, (0)::bigint)) THEN
            CASE (parts.decision ->> 'verdict'::text)
                WHEN 'continue'::text THEN 'running'::text
                ELSE 'held'::text
            END
            WHEN (parts.extended IS NOT NULL) THEN 'waiting'::text
            ELSE 'running'::text
        END AS state,
    (gradus.packed_whole(parts.curve, (parts.n - 1)) / ((parts.plan ->> 'stepsPerEpoch'::text))::bigint) AS epochs,
    gradus.packed_whole(parts.curve, (parts.n - 1)) AS steps,
    gradus.packed_double(parts.curve, ((3 * parts.n) - 1)) AS batch_loss,
    gradus.packed_double(parts.curve, ((4 * parts.n) - 1)) AS validation_loss,
    gradus.packed_double(parts.curve, ((5 * parts.n) - 1)) AS validation_accuracy,
    gradus.packed_double(parts.curve, ((6 * parts.n) - 1)) AS train_loss,
    gradus.packed_double(parts.curve, ((7 * parts.n) - 1)) AS train_accuracy,
    ((parts.test ->> 'loss'::text))::double precision AS test_loss,
    (((parts.test -> 'metrics'::text) ->> 'accuracy'::text))::double precision AS test_accuracy,
    parts.elapsed_millis,
    COALESCE((parts.outcome ->> 'reason'::text), (parts.decision ->> 'reason'::text), (parts.plan ->> 'reason'::text)) AS reason
   FROM (parts
     JOIN gradus.studies s ON ((s.number = parts.study)));
CREATE SEQUENCE gradus.workers
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
INSERT INTO gradus.checkpoints VALUES ('plain', '3e6f9aae16382bf563d8991b6da1b92213911f0dd5deea3ecaccf2f35a56794a', '\x010203ff');
INSERT INTO gradus.checkpoints VALUES ('elaborate', '3e6f9aae16382bf563d8991b6da1b92213911f0dd5deea3ecaccf2f35a56794a', '\x010203ff');
INSERT INTO gradus.checkpoints VALUES ('warm', '3e6f9aae16382bf563d8991b6da1b92213911f0dd5deea3ecaccf2f35a56794a', '\x010203ff');
INSERT INTO gradus.events VALUES (1, 1, 'trial_proposed', 32, '{"purpose":"sweep","replicate":37,"configuration":{"choice1":"plain","real2":1.7976931348623157E308,"real3":4.9E-324},"seeds":{"init":-8668512467949215094,"data":9223372036854775807},"sweep":{"minRate":4.9E-324,"maxRate":0.3333333333333333,"steps":532,"evaluateEvery":1},"stepsPerEpoch":4432,"untilEpoch":669,"proposedBy":"😀 𝔘","reason":"Lernrate größer als ½"}', NULL, 2546414025);
INSERT INTO gradus.events VALUES (1, 2, 'curve_extended', 20, '{"points":14,"worker":"plain","elapsedMillis":625271899760,"checkpoint":{"sha256":"82e51de44e5837673867bb65d95a45279039acf0973b47fb450b19b33e9ea318","bytes":222359243909},"metrics":[{"point":1,"split":"validation","values":{"it''s \"quoted\", \\ and %s":-0.27393986975266316}},{"point":1,"split":"train","values":{"Lernrate größer als ½":"NaN"}},{"point":7,"split":"train","values":{"plain":"Infinity"}},{"point":9,"split":"train","values":{"学习率太高":1.2762494862428029}},{"point":12,"split":"validation","values":{"скорость":1.5245381511928542}}]}', '\x0000000000000212000000000000050f000000000000083300000000000008ba00000000000008e60000000000000ae70000000000000e5800000000000011a0000000000000128c00000000000012d400000000000013b600000000000013fa00000000000014da00000000000014e000000000000000013ff5156134194e543fee75d6662306513fe1b9e36e50fc1400000000000000013ff00000000000013ff755bbce618e873fb999999999999a3fd20ab77c2b299d3fd55555555555553fd91eec4946cf3c3fd55555555555557fefffffffffffff3fdf377b5fba192e3fc98cd319fb5df40000000000000001bfc3d89dd2d0926500000000000000003fd5555555555555bff64a66bd4ae6b67ff8000000000000fff00000000000007ff80000000000007fefffffffffffff00100000000000003fe90ea8e80dc88b3fd55555555555550010000000000000ffffffffffffffff3fc99472eba2b33bffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7ff0000000000000bfb432508bc2269c7ff8000000000000ffffffffffffffffffffffffffffffff3fd71aebb6e871dfbfc2fd47c89e6379ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7ff0000000000000bfef839243abe7c1fff0000000000000ffffffffffffffffffffffffffffffff3ff0a83c45066f56ffffffffffffffffffffffffffffffff8000000000000000ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3f215b5193c198b48000000000000000bfe4724a0c3a03c2ffffffffffffffffffffffffffffffffffffffffffffffff0000000000000000fffffffffffffffffff0000000000000ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3ff0000000000001ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3ff1959e4b0321dd', 2262911044);
INSERT INTO gradus.events VALUES (1, 3, 'decision_made', 36, '{"verdict":"stop","untilEpoch":755,"reason":"two\nlines\tand a tab"}', NULL, 3832655979);
INSERT INTO gradus.events VALUES (1, 4, 'trial_ended', 8, '{"outcome":"diverged","reason":"<b>&amp;</b>","step":824792216672059}', NULL, 2945207252);
INSERT INTO gradus.events VALUES (1, 5, 'test_read', 11, '{"loss":0.15329035918084738,"metrics":{}}', NULL, 1531018675);
INSERT INTO gradus.events VALUES (1, 6, 'search_closed', NULL, '{"reason":"学习率太高","halted":true}', NULL, 3518758859);
INSERT INTO gradus.events VALUES (1, 7, 'search_extended', NULL, '{"trials":863,"epochs":68}', NULL, 4126779253);
INSERT INTO gradus.events VALUES (1, 8, 'trial_proposed', 18, '{"purpose":"sweep","replicate":61,"configuration":{},"seeds":{"init":-7687993036376756885,"data":-9223372036854775808},"sweep":{"minRate":4.9E-324,"maxRate":0.3333333333333333,"steps":644,"evaluateEvery":2},"stepsPerEpoch":9223372036854775807,"untilEpoch":893,"proposedBy":"скорость","reason":"plain"}', NULL, 2579718532);
INSERT INTO gradus.events VALUES (1, 9, 'curve_extended', 49, '{"points":19,"worker":"学习率太高","elapsedMillis":249295148019,"checkpoint":{"sha256":"1e6d41067053783ed8b46ed5126a63295c926c74ddd607929b7c65ee6f066caf","bytes":108163492581},"metrics":[{"point":1,"split":"validation","values":{"<b>&amp;</b>":0.5711194352431905}},{"point":4,"split":"validation","values":{"η → ∞":-2.449358018426693}},{"point":9,"split":"validation","values":{"学习率太高":0.1454447599960632}},{"point":10,"split":"train","values":{"скорость":0.0}},{"point":15,"split":"validation","values":{"''); DROP TABLE trial_event; --":1.0000000000000002}}]}', '\x00000000000003d1000000000000051100000000000008010000000000000bc80000000000000dc9000000000000113600000000000011e800000000000014e100000000000018590000000000001b000000000000001ba00000000000001f840000000000002178000000000000254a00000000000028d0000000000000298f0000000000002a1e0000000000002da000000000000030df3fe5553c339029fd3fc8fbb17707b5493fb999999999999a3febfb3b45b1febc3ff6f7c087ab8c503ff2a337d730d5e33ff6d76deb4e31f53fb999999999999a3fce04b052b2dbcd3ff090579222961a400531a81d98e3373ff933ace90d35c540033176538994f83fd55555555555553fe20ce5b7a94ff03fff12c91d9f3dad3ff53e04c168e33c00000000000000014000348c110aab483fd55555555555557ff8000000000000c00615550af38f6f7ff00000000000003fd55555555555554007dc7dda166c7fbff082d952966dbb3fe0418bfe57ae913fe6a063c51e5a8300100000000000003f8b237974ef0af03fea6281bdf74f7a00000000000000014004a42dfc3927153ff000000000000100000000000000010000000000000000bfd84499de69f60c0010000000000000ffffffffffffffff7ff8000000000000ffffffffffffffff00000000000000000000000000000000ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3ff00000000000013fd5555555555555ffffffffffffffff3fb47b51203322b3ffffffffffffffffffffffffffffffffbfeb5ac5d2b06ab2fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff0000000000000ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffbf99dbba0ca1d19bffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3fb999999999999affffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffffffffffffffffffffffffffbfeae2802af15589ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffbfeb97a52c389ce0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7fefffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff', 4104700815);
INSERT INTO gradus.events VALUES (1, 10, 'decision_made', 2, '{"verdict":"stop","untilEpoch":390,"reason":"😀 𝔘"}', NULL, 3761005245);
INSERT INTO gradus.events VALUES (1, 11, 'trial_ended', 38, '{"outcome":"diverged","reason":"😀 𝔘","step":862954005988784}', NULL, 3851483619);
INSERT INTO gradus.events VALUES (1, 12, 'test_read', 2147483647, '{"loss":-0.4366242075044182,"metrics":{"accuracy":0.0}}', NULL, 3758535416);
INSERT INTO gradus.events VALUES (1, 13, 'search_closed', NULL, '{"reason":"two\nlines\tand a tab","halted":false}', NULL, 953230531);
INSERT INTO gradus.events VALUES (1, 14, 'search_extended', NULL, '{"trials":471,"epochs":79}', NULL, 3279649085);
INSERT INTO gradus.events VALUES (1, 15, 'trial_proposed', 16, '{"purpose":"search","replicate":27,"configuration":{"choice1":"Lernrate größer als ½","integer3":-955846807035348376,"integer4":4139462308500976251,"real2":-0.770281217862599,"real5":0.8211432764866483},"seeds":{"init":6416997003134429673,"data":-9223372036854775808},"stepsPerEpoch":9223372036854775807,"untilEpoch":800,"proposedBy":"معدل التعلم","reason":"''); DROP TABLE trial_event; --"}', NULL, 81733258);
INSERT INTO gradus.events VALUES (1, 16, 'curve_extended', 41, '{"points":11,"worker":"two\nlines\tand a tab","elapsedMillis":229033759022,"checkpoint":{"sha256":"ad577581b44302c67716d2687ff980ad9179931cb9527cbb27275c78e3a3f58e","bytes":651313726250},"metrics":[{"point":7,"split":"validation","values":{"''); DROP TABLE trial_event; --":0.303640298645129}},{"point":8,"split":"validation","values":{"η → ∞":0.0}}]}', '\x00000000000001e400000000000004bc000000000000065400000000000008df00000000000009d80000000000000d300000000000000f66000000000000107800000000000011b000000000000012b400000000000015a33ff85bea5cc0455d3fd77f0c5ced138e3fe459bd4d0f20573fd9b87c554fbe1f7fefffffffffffff00000000000000013ff1a7ad768f3f0d7fefffffffffffff3fd55555555555553ffb824e2a719e333fef046579662e2e3fb999999999999a3fb999999999999a00100000000000003fec3b24bc0d13303fecdede7921cec1bfcfa0df67b9a23740050421379e97703fd7f1936ed9228d00100000000000003f7e6f660644faf2bfd9f9cac10203b8ffffffffffffffff7fefffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3fe12d77879587713fe8549e21bcfbe0ffffffffffffffffc0009c63e641e82dffffffffffffffff3fe23bd9153c66e5ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3fd5555555555555ffffffffffffffff3ff0000000000001ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffbfd73cb752ae611ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff0000000000000ffffffffffffffffffffffffffffffff', 2785462698);
INSERT INTO gradus.events VALUES (1, 17, 'decision_made', 47, '{"verdict":"hold","untilEpoch":53,"reason":"it''s \"quoted\", \\ and %s"}', NULL, 3712731337);
INSERT INTO gradus.events VALUES (1, 18, 'trial_ended', 50, '{"outcome":"stopped","reason":"Lernrate größer als ½","epoch":411}', NULL, 2789988042);
INSERT INTO gradus.events VALUES (1, 19, 'test_read', 32, '{"loss":1.7976931348623157E308,"metrics":{"accuracy":-1.818713416662809}}', NULL, 4289260089);
INSERT INTO gradus.events VALUES (1, 20, 'search_closed', NULL, '{"reason":"学习率太高","halted":false}', NULL, 3677289874);
INSERT INTO gradus.events VALUES (1, 21, 'search_extended', NULL, '{"trials":944,"epochs":28}', NULL, 4291700912);
INSERT INTO gradus.events VALUES (2, 1, 'trial_proposed', 32, '{"purpose":"sweep","replicate":37,"configuration":{"choice1":"plain","real2":1.7976931348623157E308,"real3":4.9E-324},"seeds":{"init":-8668512467949215094,"data":9223372036854775807},"sweep":{"minRate":4.9E-324,"maxRate":0.3333333333333333,"steps":532,"evaluateEvery":1},"stepsPerEpoch":4432,"untilEpoch":669,"proposedBy":"😀 𝔘","reason":"Lernrate größer als ½"}', NULL, 2546414025);
INSERT INTO gradus.events VALUES (2, 2, 'curve_extended', 20, '{"points":14,"worker":"plain","elapsedMillis":625271899760,"checkpoint":{"sha256":"82e51de44e5837673867bb65d95a45279039acf0973b47fb450b19b33e9ea318","bytes":222359243909},"metrics":[{"point":1,"split":"validation","values":{"it''s \"quoted\", \\ and %s":-0.27393986975266316}},{"point":1,"split":"train","values":{"Lernrate größer als ½":"NaN"}},{"point":7,"split":"train","values":{"plain":"Infinity"}},{"point":9,"split":"train","values":{"学习率太高":1.2762494862428029}},{"point":12,"split":"validation","values":{"скорость":1.5245381511928542}}]}', '\x0000000000000212000000000000050f000000000000083300000000000008ba00000000000008e60000000000000ae70000000000000e5800000000000011a0000000000000128c00000000000012d400000000000013b600000000000013fa00000000000014da00000000000014e000000000000000013ff5156134194e543fee75d6662306513fe1b9e36e50fc1400000000000000013ff00000000000013ff755bbce618e873fb999999999999a3fd20ab77c2b299d3fd55555555555553fd91eec4946cf3c3fd55555555555557fefffffffffffff3fdf377b5fba192e3fc98cd319fb5df40000000000000001bfc3d89dd2d0926500000000000000003fd5555555555555bff64a66bd4ae6b67ff8000000000000fff00000000000007ff80000000000007fefffffffffffff00100000000000003fe90ea8e80dc88b3fd55555555555550010000000000000ffffffffffffffff3fc99472eba2b33bffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7ff0000000000000bfb432508bc2269c7ff8000000000000ffffffffffffffffffffffffffffffff3fd71aebb6e871dfbfc2fd47c89e6379ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7ff0000000000000bfef839243abe7c1fff0000000000000ffffffffffffffffffffffffffffffff3ff0a83c45066f56ffffffffffffffffffffffffffffffff8000000000000000ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3f215b5193c198b48000000000000000bfe4724a0c3a03c2ffffffffffffffffffffffffffffffffffffffffffffffff0000000000000000fffffffffffffffffff0000000000000ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3ff0000000000001ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3ff1959e4b0321dd', 2262911044);
INSERT INTO gradus.events VALUES (2, 3, 'decision_made', 36, '{"verdict":"stop","untilEpoch":755,"reason":"two\nlines\tand a tab"}', NULL, 3832655979);
INSERT INTO gradus.events VALUES (2, 4, 'trial_ended', 8, '{"outcome":"diverged","reason":"<b>&amp;</b>","step":824792216672059}', NULL, 2945207252);
INSERT INTO gradus.events VALUES (2, 5, 'test_read', 11, '{"loss":0.15329035918084738,"metrics":{}}', NULL, 1531018675);
INSERT INTO gradus.events VALUES (2, 6, 'search_closed', NULL, '{"reason":"学习率太高","halted":true}', NULL, 3518758859);
INSERT INTO gradus.events VALUES (2, 7, 'search_extended', NULL, '{"trials":863,"epochs":68}', NULL, 4126779253);
INSERT INTO gradus.events VALUES (2, 8, 'trial_proposed', 18, '{"purpose":"sweep","replicate":61,"configuration":{},"seeds":{"init":-7687993036376756885,"data":-9223372036854775808},"sweep":{"minRate":4.9E-324,"maxRate":0.3333333333333333,"steps":644,"evaluateEvery":2},"stepsPerEpoch":9223372036854775807,"untilEpoch":893,"proposedBy":"скорость","reason":"plain"}', NULL, 2579718532);
INSERT INTO gradus.events VALUES (2, 9, 'curve_extended', 49, '{"points":19,"worker":"学习率太高","elapsedMillis":249295148019,"checkpoint":{"sha256":"1e6d41067053783ed8b46ed5126a63295c926c74ddd607929b7c65ee6f066caf","bytes":108163492581},"metrics":[{"point":1,"split":"validation","values":{"<b>&amp;</b>":0.5711194352431905}},{"point":4,"split":"validation","values":{"η → ∞":-2.449358018426693}},{"point":9,"split":"validation","values":{"学习率太高":0.1454447599960632}},{"point":10,"split":"train","values":{"скорость":0.0}},{"point":15,"split":"validation","values":{"''); DROP TABLE trial_event; --":1.0000000000000002}}]}', '\x00000000000003d1000000000000051100000000000008010000000000000bc80000000000000dc9000000000000113600000000000011e800000000000014e100000000000018590000000000001b000000000000001ba00000000000001f840000000000002178000000000000254a00000000000028d0000000000000298f0000000000002a1e0000000000002da000000000000030df3fe5553c339029fd3fc8fbb17707b5493fb999999999999a3febfb3b45b1febc3ff6f7c087ab8c503ff2a337d730d5e33ff6d76deb4e31f53fb999999999999a3fce04b052b2dbcd3ff090579222961a400531a81d98e3373ff933ace90d35c540033176538994f83fd55555555555553fe20ce5b7a94ff03fff12c91d9f3dad3ff53e04c168e33c00000000000000014000348c110aab483fd55555555555557ff8000000000000c00615550af38f6f7ff00000000000003fd55555555555554007dc7dda166c7fbff082d952966dbb3fe0418bfe57ae913fe6a063c51e5a8300100000000000003f8b237974ef0af03fea6281bdf74f7a00000000000000014004a42dfc3927153ff000000000000100000000000000010000000000000000bfd84499de69f60c0010000000000000ffffffffffffffff7ff8000000000000ffffffffffffffff00000000000000000000000000000000ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3ff00000000000013fd5555555555555ffffffffffffffff3fb47b51203322b3ffffffffffffffffffffffffffffffffbfeb5ac5d2b06ab2fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff0000000000000ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffbf99dbba0ca1d19bffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3fb999999999999affffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffffffffffffffffffffffffffbfeae2802af15589ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffbfeb97a52c389ce0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7fefffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff', 4104700815);
INSERT INTO gradus.events VALUES (2, 10, 'decision_made', 2, '{"verdict":"stop","untilEpoch":390,"reason":"😀 𝔘"}', NULL, 3761005245);
INSERT INTO gradus.events VALUES (2, 11, 'trial_ended', 38, '{"outcome":"diverged","reason":"😀 𝔘","step":862954005988784}', NULL, 3851483619);
INSERT INTO gradus.events VALUES (2, 12, 'test_read', 2147483647, '{"loss":-0.4366242075044182,"metrics":{"accuracy":0.0}}', NULL, 3758535416);
INSERT INTO gradus.events VALUES (2, 13, 'search_closed', NULL, '{"reason":"two\nlines\tand a tab","halted":false}', NULL, 953230531);
INSERT INTO gradus.events VALUES (2, 14, 'search_extended', NULL, '{"trials":471,"epochs":79}', NULL, 3279649085);
INSERT INTO gradus.events VALUES (2, 15, 'trial_proposed', 16, '{"purpose":"search","replicate":27,"configuration":{"choice1":"Lernrate größer als ½","integer3":-955846807035348376,"integer4":4139462308500976251,"real2":-0.770281217862599,"real5":0.8211432764866483},"seeds":{"init":6416997003134429673,"data":-9223372036854775808},"stepsPerEpoch":9223372036854775807,"untilEpoch":800,"proposedBy":"معدل التعلم","reason":"''); DROP TABLE trial_event; --"}', NULL, 81733258);
INSERT INTO gradus.events VALUES (2, 16, 'curve_extended', 41, '{"points":11,"worker":"two\nlines\tand a tab","elapsedMillis":229033759022,"checkpoint":{"sha256":"ad577581b44302c67716d2687ff980ad9179931cb9527cbb27275c78e3a3f58e","bytes":651313726250},"metrics":[{"point":7,"split":"validation","values":{"''); DROP TABLE trial_event; --":0.303640298645129}},{"point":8,"split":"validation","values":{"η → ∞":0.0}}]}', '\x00000000000001e400000000000004bc000000000000065400000000000008df00000000000009d80000000000000d300000000000000f66000000000000107800000000000011b000000000000012b400000000000015a33ff85bea5cc0455d3fd77f0c5ced138e3fe459bd4d0f20573fd9b87c554fbe1f7fefffffffffffff00000000000000013ff1a7ad768f3f0d7fefffffffffffff3fd55555555555553ffb824e2a719e333fef046579662e2e3fb999999999999a3fb999999999999a00100000000000003fec3b24bc0d13303fecdede7921cec1bfcfa0df67b9a23740050421379e97703fd7f1936ed9228d00100000000000003f7e6f660644faf2bfd9f9cac10203b8ffffffffffffffff7fefffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3fe12d77879587713fe8549e21bcfbe0ffffffffffffffffc0009c63e641e82dffffffffffffffff3fe23bd9153c66e5ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3fd5555555555555ffffffffffffffff3ff0000000000001ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffbfd73cb752ae611ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff0000000000000ffffffffffffffffffffffffffffffff', 2785462698);
INSERT INTO gradus.events VALUES (2, 17, 'decision_made', 47, '{"verdict":"hold","untilEpoch":53,"reason":"it''s \"quoted\", \\ and %s"}', NULL, 3712731337);
INSERT INTO gradus.events VALUES (2, 18, 'trial_ended', 50, '{"outcome":"stopped","reason":"Lernrate größer als ½","epoch":411}', NULL, 2789988042);
INSERT INTO gradus.events VALUES (2, 19, 'test_read', 32, '{"loss":1.7976931348623157E308,"metrics":{"accuracy":-1.818713416662809}}', NULL, 4289260089);
INSERT INTO gradus.events VALUES (2, 20, 'search_closed', NULL, '{"reason":"学习率太高","halted":false}', NULL, 3677289874);
INSERT INTO gradus.events VALUES (2, 21, 'search_extended', NULL, '{"trials":944,"epochs":28}', NULL, 4291700912);
INSERT INTO gradus.events VALUES (3, 1, 'trial_proposed', 32, '{"purpose":"sweep","replicate":37,"configuration":{"choice1":"plain","real2":1.7976931348623157E308,"real3":4.9E-324},"seeds":{"init":-8668512467949215094,"data":9223372036854775807},"sweep":{"minRate":4.9E-324,"maxRate":0.3333333333333333,"steps":532,"evaluateEvery":1},"stepsPerEpoch":4432,"untilEpoch":669,"proposedBy":"😀 𝔘","reason":"Lernrate größer als ½"}', NULL, 2546414025);
INSERT INTO gradus.events VALUES (3, 2, 'curve_extended', 20, '{"points":14,"worker":"plain","elapsedMillis":625271899760,"checkpoint":{"sha256":"82e51de44e5837673867bb65d95a45279039acf0973b47fb450b19b33e9ea318","bytes":222359243909},"metrics":[{"point":1,"split":"validation","values":{"it''s \"quoted\", \\ and %s":-0.27393986975266316}},{"point":1,"split":"train","values":{"Lernrate größer als ½":"NaN"}},{"point":7,"split":"train","values":{"plain":"Infinity"}},{"point":9,"split":"train","values":{"学习率太高":1.2762494862428029}},{"point":12,"split":"validation","values":{"скорость":1.5245381511928542}}]}', '\x0000000000000212000000000000050f000000000000083300000000000008ba00000000000008e60000000000000ae70000000000000e5800000000000011a0000000000000128c00000000000012d400000000000013b600000000000013fa00000000000014da00000000000014e000000000000000013ff5156134194e543fee75d6662306513fe1b9e36e50fc1400000000000000013ff00000000000013ff755bbce618e873fb999999999999a3fd20ab77c2b299d3fd55555555555553fd91eec4946cf3c3fd55555555555557fefffffffffffff3fdf377b5fba192e3fc98cd319fb5df40000000000000001bfc3d89dd2d0926500000000000000003fd5555555555555bff64a66bd4ae6b67ff8000000000000fff00000000000007ff80000000000007fefffffffffffff00100000000000003fe90ea8e80dc88b3fd55555555555550010000000000000ffffffffffffffff3fc99472eba2b33bffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7ff0000000000000bfb432508bc2269c7ff8000000000000ffffffffffffffffffffffffffffffff3fd71aebb6e871dfbfc2fd47c89e6379ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7ff0000000000000bfef839243abe7c1fff0000000000000ffffffffffffffffffffffffffffffff3ff0a83c45066f56ffffffffffffffffffffffffffffffff8000000000000000ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3f215b5193c198b48000000000000000bfe4724a0c3a03c2ffffffffffffffffffffffffffffffffffffffffffffffff0000000000000000fffffffffffffffffff0000000000000ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3ff0000000000001ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3ff1959e4b0321dd', 2262911044);
INSERT INTO gradus.events VALUES (3, 3, 'decision_made', 36, '{"verdict":"stop","untilEpoch":755,"reason":"two\nlines\tand a tab"}', NULL, 3832655979);
INSERT INTO gradus.events VALUES (3, 4, 'trial_ended', 8, '{"outcome":"diverged","reason":"<b>&amp;</b>","step":824792216672059}', NULL, 2945207252);
INSERT INTO gradus.events VALUES (3, 5, 'test_read', 11, '{"loss":0.15329035918084738,"metrics":{}}', NULL, 1531018675);
INSERT INTO gradus.events VALUES (3, 6, 'search_closed', NULL, '{"reason":"学习率太高","halted":true}', NULL, 3518758859);
INSERT INTO gradus.events VALUES (3, 7, 'search_extended', NULL, '{"trials":863,"epochs":68}', NULL, 4126779253);
INSERT INTO gradus.events VALUES (3, 8, 'trial_proposed', 18, '{"purpose":"sweep","replicate":61,"configuration":{},"seeds":{"init":-7687993036376756885,"data":-9223372036854775808},"sweep":{"minRate":4.9E-324,"maxRate":0.3333333333333333,"steps":644,"evaluateEvery":2},"stepsPerEpoch":9223372036854775807,"untilEpoch":893,"proposedBy":"скорость","reason":"plain"}', NULL, 2579718532);
INSERT INTO gradus.events VALUES (3, 9, 'curve_extended', 49, '{"points":19,"worker":"学习率太高","elapsedMillis":249295148019,"checkpoint":{"sha256":"1e6d41067053783ed8b46ed5126a63295c926c74ddd607929b7c65ee6f066caf","bytes":108163492581},"metrics":[{"point":1,"split":"validation","values":{"<b>&amp;</b>":0.5711194352431905}},{"point":4,"split":"validation","values":{"η → ∞":-2.449358018426693}},{"point":9,"split":"validation","values":{"学习率太高":0.1454447599960632}},{"point":10,"split":"train","values":{"скорость":0.0}},{"point":15,"split":"validation","values":{"''); DROP TABLE trial_event; --":1.0000000000000002}}]}', '\x00000000000003d1000000000000051100000000000008010000000000000bc80000000000000dc9000000000000113600000000000011e800000000000014e100000000000018590000000000001b000000000000001ba00000000000001f840000000000002178000000000000254a00000000000028d0000000000000298f0000000000002a1e0000000000002da000000000000030df3fe5553c339029fd3fc8fbb17707b5493fb999999999999a3febfb3b45b1febc3ff6f7c087ab8c503ff2a337d730d5e33ff6d76deb4e31f53fb999999999999a3fce04b052b2dbcd3ff090579222961a400531a81d98e3373ff933ace90d35c540033176538994f83fd55555555555553fe20ce5b7a94ff03fff12c91d9f3dad3ff53e04c168e33c00000000000000014000348c110aab483fd55555555555557ff8000000000000c00615550af38f6f7ff00000000000003fd55555555555554007dc7dda166c7fbff082d952966dbb3fe0418bfe57ae913fe6a063c51e5a8300100000000000003f8b237974ef0af03fea6281bdf74f7a00000000000000014004a42dfc3927153ff000000000000100000000000000010000000000000000bfd84499de69f60c0010000000000000ffffffffffffffff7ff8000000000000ffffffffffffffff00000000000000000000000000000000ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3ff00000000000013fd5555555555555ffffffffffffffff3fb47b51203322b3ffffffffffffffffffffffffffffffffbfeb5ac5d2b06ab2fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff0000000000000ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffbf99dbba0ca1d19bffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3fb999999999999affffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffffffffffffffffffffffffffbfeae2802af15589ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffbfeb97a52c389ce0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7fefffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff', 4104700815);
INSERT INTO gradus.events VALUES (3, 10, 'decision_made', 2, '{"verdict":"stop","untilEpoch":390,"reason":"😀 𝔘"}', NULL, 3761005245);
INSERT INTO gradus.events VALUES (3, 11, 'trial_ended', 38, '{"outcome":"diverged","reason":"😀 𝔘","step":862954005988784}', NULL, 3851483619);
INSERT INTO gradus.events VALUES (3, 12, 'test_read', 2147483647, '{"loss":-0.4366242075044182,"metrics":{"accuracy":0.0}}', NULL, 3758535416);
INSERT INTO gradus.events VALUES (3, 13, 'search_closed', NULL, '{"reason":"two\nlines\tand a tab","halted":false}', NULL, 953230531);
INSERT INTO gradus.events VALUES (3, 14, 'search_extended', NULL, '{"trials":471,"epochs":79}', NULL, 3279649085);
INSERT INTO gradus.events VALUES (3, 15, 'trial_proposed', 16, '{"purpose":"search","replicate":27,"configuration":{"choice1":"Lernrate größer als ½","integer3":-955846807035348376,"integer4":4139462308500976251,"real2":-0.770281217862599,"real5":0.8211432764866483},"seeds":{"init":6416997003134429673,"data":-9223372036854775808},"stepsPerEpoch":9223372036854775807,"untilEpoch":800,"proposedBy":"معدل التعلم","reason":"''); DROP TABLE trial_event; --"}', NULL, 81733258);
INSERT INTO gradus.events VALUES (3, 16, 'curve_extended', 41, '{"points":11,"worker":"two\nlines\tand a tab","elapsedMillis":229033759022,"checkpoint":{"sha256":"ad577581b44302c67716d2687ff980ad9179931cb9527cbb27275c78e3a3f58e","bytes":651313726250},"metrics":[{"point":7,"split":"validation","values":{"''); DROP TABLE trial_event; --":0.303640298645129}},{"point":8,"split":"validation","values":{"η → ∞":0.0}}]}', '\x00000000000001e400000000000004bc000000000000065400000000000008df00000000000009d80000000000000d300000000000000f66000000000000107800000000000011b000000000000012b400000000000015a33ff85bea5cc0455d3fd77f0c5ced138e3fe459bd4d0f20573fd9b87c554fbe1f7fefffffffffffff00000000000000013ff1a7ad768f3f0d7fefffffffffffff3fd55555555555553ffb824e2a719e333fef046579662e2e3fb999999999999a3fb999999999999a00100000000000003fec3b24bc0d13303fecdede7921cec1bfcfa0df67b9a23740050421379e97703fd7f1936ed9228d00100000000000003f7e6f660644faf2bfd9f9cac10203b8ffffffffffffffff7fefffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3fe12d77879587713fe8549e21bcfbe0ffffffffffffffffc0009c63e641e82dffffffffffffffff3fe23bd9153c66e5ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3fd5555555555555ffffffffffffffff3ff0000000000001ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffbfd73cb752ae611ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff0000000000000ffffffffffffffffffffffffffffffff', 2785462698);
INSERT INTO gradus.events VALUES (3, 17, 'decision_made', 47, '{"verdict":"hold","untilEpoch":53,"reason":"it''s \"quoted\", \\ and %s"}', NULL, 3712731337);
INSERT INTO gradus.events VALUES (3, 18, 'trial_ended', 50, '{"outcome":"stopped","reason":"Lernrate größer als ½","epoch":411}', NULL, 2789988042);
INSERT INTO gradus.events VALUES (3, 19, 'test_read', 32, '{"loss":1.7976931348623157E308,"metrics":{"accuracy":-1.818713416662809}}', NULL, 4289260089);
INSERT INTO gradus.events VALUES (3, 20, 'search_closed', NULL, '{"reason":"学习率太高","halted":false}', NULL, 3677289874);
INSERT INTO gradus.events VALUES (3, 21, 'search_extended', NULL, '{"trials":944,"epochs":28}', NULL, 4291700912);
INSERT INTO gradus.schema_version VALUES (1);
INSERT INTO gradus.studies OVERRIDING SYSTEM VALUE VALUES (1, 'plain', '{"space":[{"name":"learningRate","domain":{"kind":"real","min":1.0E-5,"max":1.0,"scale":"log"}}],"objective":{"figure":"validationLoss","maximize":false},"budget":{"trials":8,"epochs":3},"settings":{"strategy":"random","policy":"full","planReason":"chosen by the user","schedule":"constant","seed":0,"finalists":1,"replicates":0,"recordEvery":1},"provenance":{"trainer":"test","trainerFingerprint":"test 1","details":{}}}');
INSERT INTO gradus.studies OVERRIDING SYSTEM VALUE VALUES (2, 'elaborate', '{"space":[{"name":"learningRate","domain":{"kind":"real","min":2.2250738585072014E-308,"max":1.7976931348623155E308,"scale":"log"}},{"name":"momentum","domain":{"kind":"real","min":-0.0,"max":0.3333333333333333,"scale":"linear"}},{"name":"batch","domain":{"kind":"integer","min":16,"max":256,"scale":"log"}},{"name":"offset","domain":{"kind":"integer","min":-9007199254740992,"max":9007199254740992,"scale":"linear"}},{"name":"updater","domain":{"kind":"categorical","values":["sgd","adam","größer; \"β\" 学"]}},{"name":"beta","domain":{"kind":"real","min":1.0E-7,"max":0.1,"scale":"log"},"condition":{"parameter":"updater","values":["adam","größer; \"β\" 学"]}},{"name":"only64","domain":{"kind":"real","min":0.0,"max":1.0,"scale":"linear"},"condition":{"parameter":"batch","values":[128,64]}}],"objective":{"figure":"validationTopFive","maximize":true},"budget":{"epochs":7,"totalEpochs":9223372036854775807},"settings":{"strategy":"quasi-random","policy":"keep-best","planReason":"η < 2/λ_max;\nzwei Zeilen","schedule":"cosine","seed":-9223372036854775808,"finalists":5,"replicates":2,"recordEvery":100,"baseline":{"batch":64,"learningRate":0.001,"updater":"adam"}},"provenance":{"trainer":"dl4j","trainerFingerprint":"sha 学","details":{"command line":"--name ''x''","java":"17.0.2","leer":""}}}');
INSERT INTO gradus.studies OVERRIDING SYSTEM VALUE VALUES (3, 'warm', '{"space":[{"name":"learningRate","domain":{"kind":"real","min":2.2250738585072014E-308,"max":1.7976931348623155E308,"scale":"log"}},{"name":"momentum","domain":{"kind":"real","min":-0.0,"max":0.3333333333333333,"scale":"linear"}},{"name":"batch","domain":{"kind":"integer","min":16,"max":256,"scale":"log"}},{"name":"offset","domain":{"kind":"integer","min":-9007199254740992,"max":9007199254740992,"scale":"linear"}},{"name":"updater","domain":{"kind":"categorical","values":["sgd","adam","größer; \"β\" 学"]}},{"name":"beta","domain":{"kind":"real","min":1.0E-7,"max":0.1,"scale":"log"},"condition":{"parameter":"updater","values":["adam","größer; \"β\" 学"]}},{"name":"only64","domain":{"kind":"real","min":0.0,"max":1.0,"scale":"linear"},"condition":{"parameter":"batch","values":[128,64]}}],"objective":{"figure":"validationTopFive","maximize":true},"budget":{"epochs":7,"totalEpochs":9223372036854775807},"settings":{"strategy":"quasi-random","policy":"keep-best","planReason":"η < 2/λ_max;\nzwei Zeilen","schedule":"cosine","seed":-9223372036854775808,"finalists":5,"replicates":2,"recordEvery":100,"baseline":{"batch":64,"learningRate":0.001,"updater":"adam"}},"provenance":{"trainer":"dl4j","trainerFingerprint":"sha 学","details":{"command line":"--name ''x''","java":"17.0.2","leer":""}},"warmStart":{"first":[{"reason":"η 学","configuration":{"batch":64,"beta":1.0E-7,"learningRate":0.001,"momentum":-0.0,"offset":-9007199254740992,"only64":1.0,"updater":"adam"}},{"reason":"the user''s own","configuration":{"batch":64,"beta":1.0E-7,"learningRate":0.001,"momentum":0.1,"offset":-9007199254740992,"only64":1.0,"updater":"adam"}}],"prior":[{"weight":0.3333333333333333,"configuration":{"batch":64,"beta":1.0E-7,"learningRate":0.001,"momentum":-0.0,"offset":-9007199254740992,"only64":1.0,"updater":"adam"}},{"weight":2.0,"configuration":{"batch":64,"beta":1.0E-7,"learningRate":0.001,"momentum":0.1,"offset":-9007199254740992,"only64":1.0,"updater":"adam"}}]}}');
SELECT pg_catalog.setval('gradus.studies_number_seq', 3, true);
SELECT pg_catalog.setval('gradus.workers', 1, false);
ALTER TABLE ONLY gradus.checkpoints
    ADD CONSTRAINT checkpoints_pkey PRIMARY KEY (study, sha256);
ALTER TABLE ONLY gradus.claims
    ADD CONSTRAINT claims_pkey PRIMARY KEY (study, trial);
ALTER TABLE ONLY gradus.events
    ADD CONSTRAINT events_pkey PRIMARY KEY (study, version);
ALTER TABLE ONLY gradus.studies
    ADD CONSTRAINT studies_name_key UNIQUE (name);
ALTER TABLE ONLY gradus.studies
    ADD CONSTRAINT studies_pkey PRIMARY KEY (number);
ALTER TABLE ONLY gradus.claims
    ADD CONSTRAINT claims_study_fkey FOREIGN KEY (study) REFERENCES gradus.studies(number);
ALTER TABLE ONLY gradus.events
    ADD CONSTRAINT events_study_fkey FOREIGN KEY (study) REFERENCES gradus.studies(number);
