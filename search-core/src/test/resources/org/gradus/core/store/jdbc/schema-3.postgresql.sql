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
  SELECT regexp_replace(payload, '\\u(0000|d[89a-f][0-9a-f]{2})', '\\ufffd', 'g')::json
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
    digest bytea DEFAULT '\x'::bytea NOT NULL
);
CREATE TABLE gradus.studies (
    number bigint NOT NULL,
    name text NOT NULL,
    record text NOT NULL,
    record_digest bytea DEFAULT '\x'::bytea NOT NULL,
    version bigint DEFAULT 0 NOT NULL,
    digest bytea DEFAULT '\x'::bytea NOT NULL,
    seal bytea DEFAULT '\x'::bytea NOT NULL
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
INSERT INTO gradus.events VALUES (1, 1, 'trial_proposed', 32, '{"purpose":"sweep","replicate":37,"configuration":{"choice1":"plain","real2":1.7976931348623157E308,"real3":4.9E-324},"seeds":{"init":-8668512467949215094,"data":9223372036854775807},"sweep":{"minRate":4.9E-324,"maxRate":0.3333333333333333,"steps":532,"evaluateEvery":1},"stepsPerEpoch":4432,"untilEpoch":669,"proposedBy":"😀 𝔘","reason":"Lernrate größer als ½"}', NULL, '\x1674e13a5499d094aa10a90abe482393ab44b8020e44d453d1c17229dccfac14');
INSERT INTO gradus.events VALUES (1, 2, 'curve_extended', 20, '{"points":14,"worker":"plain","elapsedMillis":625271899760,"checkpoint":{"sha256":"82e51de44e5837673867bb65d95a45279039acf0973b47fb450b19b33e9ea318","bytes":222359243909},"metrics":[{"point":1,"split":"validation","values":{"it''s \"quoted\", \\ and %s":-0.27393986975266316}},{"point":1,"split":"train","values":{"Lernrate größer als ½":"NaN"}},{"point":7,"split":"train","values":{"plain":"Infinity"}},{"point":9,"split":"train","values":{"学习率太高":1.2762494862428029}},{"point":12,"split":"validation","values":{"скорость":1.5245381511928542}}]}', '\x0000000000000212000000000000050f000000000000083300000000000008ba00000000000008e60000000000000ae70000000000000e5800000000000011a0000000000000128c00000000000012d400000000000013b600000000000013fa00000000000014da00000000000014e000000000000000013ff5156134194e543fee75d6662306513fe1b9e36e50fc1400000000000000013ff00000000000013ff755bbce618e873fb999999999999a3fd20ab77c2b299d3fd55555555555553fd91eec4946cf3c3fd55555555555557fefffffffffffff3fdf377b5fba192e3fc98cd319fb5df40000000000000001bfc3d89dd2d0926500000000000000003fd5555555555555bff64a66bd4ae6b67ff8000000000000fff00000000000007ff80000000000007fefffffffffffff00100000000000003fe90ea8e80dc88b3fd55555555555550010000000000000ffffffffffffffff3fc99472eba2b33bffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7ff0000000000000bfb432508bc2269c7ff8000000000000ffffffffffffffffffffffffffffffff3fd71aebb6e871dfbfc2fd47c89e6379ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7ff0000000000000bfef839243abe7c1fff0000000000000ffffffffffffffffffffffffffffffff3ff0a83c45066f56ffffffffffffffffffffffffffffffff8000000000000000ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3f215b5193c198b48000000000000000bfe4724a0c3a03c2ffffffffffffffffffffffffffffffffffffffffffffffff0000000000000000fffffffffffffffffff0000000000000ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3ff0000000000001ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3ff1959e4b0321dd', '\x72f2f8f015fd70cd554c7305e66fb0efd1551067f2cf155f6558534d4703f848');
INSERT INTO gradus.events VALUES (1, 3, 'decision_made', 36, '{"verdict":"stop","untilEpoch":755,"reason":"two\nlines\tand a tab"}', NULL, '\x12572cc85f7e6dcd8e95dc2414ea115c400f9b84ad5e0be0384f139b3e4b502e');
INSERT INTO gradus.events VALUES (1, 4, 'trial_ended', 8, '{"outcome":"diverged","reason":"<b>&amp;</b>","step":824792216672059}', NULL, '\x08c54d5b72d0fcdcd6e6bb80f4ab79dc966f6fd920e98edf4ceb0c03293dffd1');
INSERT INTO gradus.events VALUES (1, 5, 'test_read', 11, '{"loss":0.15329035918084738,"metrics":{}}', NULL, '\x0066fdc68fd3743ac55e19446bdfc061d2563ccbe7b209367c28b8a16bded685');
INSERT INTO gradus.events VALUES (1, 6, 'search_closed', NULL, '{"reason":"学习率太高","halted":true}', NULL, '\xf2fd08b31cd8ae515b942a8b0321f5cca0e9127dadcd7144b97e3fa0b7fb2038');
INSERT INTO gradus.events VALUES (1, 7, 'search_extended', NULL, '{"trials":863,"epochs":68,"stopRules":[]}', NULL, '\x1248b78b867806f87c667c3135583c08679564d8db037123da86d74fef02cc48');
INSERT INTO gradus.events VALUES (1, 8, 'trial_proposed', 18, '{"purpose":"sweep","replicate":61,"configuration":{},"seeds":{"init":-7687993036376756885,"data":-9223372036854775808},"sweep":{"minRate":4.9E-324,"maxRate":0.3333333333333333,"steps":644,"evaluateEvery":2},"stepsPerEpoch":9223372036854775807,"untilEpoch":893,"proposedBy":"скорость","reason":"plain"}', NULL, '\x34aed31b34f7cd260b722ad05330f323eeedb01329e9f53cd16321cfbb2a4546');
INSERT INTO gradus.events VALUES (1, 9, 'curve_extended', 49, '{"points":19,"worker":"学习率太高","elapsedMillis":249295148019,"checkpoint":{"sha256":"1e6d41067053783ed8b46ed5126a63295c926c74ddd607929b7c65ee6f066caf","bytes":108163492581},"metrics":[{"point":1,"split":"validation","values":{"<b>&amp;</b>":0.5711194352431905}},{"point":4,"split":"validation","values":{"η → ∞":-2.449358018426693}},{"point":9,"split":"validation","values":{"学习率太高":0.1454447599960632}},{"point":10,"split":"train","values":{"скорость":0.0}},{"point":15,"split":"validation","values":{"''); DROP TABLE trial_event; --":1.0000000000000002}}]}', '\x00000000000003d1000000000000051100000000000008010000000000000bc80000000000000dc9000000000000113600000000000011e800000000000014e100000000000018590000000000001b000000000000001ba00000000000001f840000000000002178000000000000254a00000000000028d0000000000000298f0000000000002a1e0000000000002da000000000000030df3fe5553c339029fd3fc8fbb17707b5493fb999999999999a3febfb3b45b1febc3ff6f7c087ab8c503ff2a337d730d5e33ff6d76deb4e31f53fb999999999999a3fce04b052b2dbcd3ff090579222961a400531a81d98e3373ff933ace90d35c540033176538994f83fd55555555555553fe20ce5b7a94ff03fff12c91d9f3dad3ff53e04c168e33c00000000000000014000348c110aab483fd55555555555557ff8000000000000c00615550af38f6f7ff00000000000003fd55555555555554007dc7dda166c7fbff082d952966dbb3fe0418bfe57ae913fe6a063c51e5a8300100000000000003f8b237974ef0af03fea6281bdf74f7a00000000000000014004a42dfc3927153ff000000000000100000000000000010000000000000000bfd84499de69f60c0010000000000000ffffffffffffffff7ff8000000000000ffffffffffffffff00000000000000000000000000000000ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3ff00000000000013fd5555555555555ffffffffffffffff3fb47b51203322b3ffffffffffffffffffffffffffffffffbfeb5ac5d2b06ab2fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff0000000000000ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffbf99dbba0ca1d19bffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3fb999999999999affffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffffffffffffffffffffffffffbfeae2802af15589ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffbfeb97a52c389ce0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7fefffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff', '\xcfb6482a388c1d73c9f2ec885e1c478f598dcab52ed5f254d04e1f10b7965f5f');
INSERT INTO gradus.events VALUES (1, 10, 'decision_made', 2, '{"verdict":"stop","untilEpoch":390,"reason":"😀 𝔘"}', NULL, '\x89974f057147dac4bd24f4e5e8b1febb406ded03e2dfae8760699f21bc2dc1a1');
INSERT INTO gradus.events VALUES (1, 11, 'trial_ended', 38, '{"outcome":"diverged","reason":"😀 𝔘","step":862954005988784}', NULL, '\x40b3dff81e80568fc56232c5fa95a2b7ed0f9a419da5ba393f61180f54f5ae9a');
INSERT INTO gradus.events VALUES (1, 12, 'test_read', 2147483647, '{"loss":-0.4366242075044182,"metrics":{"accuracy":0.0}}', NULL, '\x37fe47f9c37e38b285bce456419e63716d3b32a1a5c99d3b5857c48cd80878f2');
INSERT INTO gradus.events VALUES (1, 13, 'search_closed', NULL, '{"reason":"two\nlines\tand a tab","halted":false}', NULL, '\xf262d70dff9bb33b90467f28526de86cde67b1a21b373c076028273fb218d393');
INSERT INTO gradus.events VALUES (1, 14, 'search_extended', NULL, '{"trials":471,"epochs":79,"stopRules":[]}', NULL, '\x880b7869e5ca7692c528aa8d654d3c59f375da665facfce0023da55d44332f85');
INSERT INTO gradus.events VALUES (1, 15, 'trial_proposed', 16, '{"purpose":"search","replicate":27,"configuration":{"choice1":"Lernrate größer als ½","integer3":-955846807035348376,"integer4":4139462308500976251,"real2":-0.770281217862599,"real5":0.8211432764866483},"seeds":{"init":6416997003134429673,"data":-9223372036854775808},"stepsPerEpoch":9223372036854775807,"untilEpoch":800,"proposedBy":"معدل التعلم","reason":"''); DROP TABLE trial_event; --"}', NULL, '\x98c3dc9474b9276597ac346729dc1697d1d380b6ba788e850f4dfaaae8702f59');
INSERT INTO gradus.events VALUES (1, 16, 'curve_extended', 41, '{"points":11,"worker":"two\nlines\tand a tab","elapsedMillis":229033759022,"checkpoint":{"sha256":"ad577581b44302c67716d2687ff980ad9179931cb9527cbb27275c78e3a3f58e","bytes":651313726250},"metrics":[{"point":7,"split":"validation","values":{"''); DROP TABLE trial_event; --":0.303640298645129}},{"point":8,"split":"validation","values":{"η → ∞":0.0}}]}', '\x00000000000001e400000000000004bc000000000000065400000000000008df00000000000009d80000000000000d300000000000000f66000000000000107800000000000011b000000000000012b400000000000015a33ff85bea5cc0455d3fd77f0c5ced138e3fe459bd4d0f20573fd9b87c554fbe1f7fefffffffffffff00000000000000013ff1a7ad768f3f0d7fefffffffffffff3fd55555555555553ffb824e2a719e333fef046579662e2e3fb999999999999a3fb999999999999a00100000000000003fec3b24bc0d13303fecdede7921cec1bfcfa0df67b9a23740050421379e97703fd7f1936ed9228d00100000000000003f7e6f660644faf2bfd9f9cac10203b8ffffffffffffffff7fefffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3fe12d77879587713fe8549e21bcfbe0ffffffffffffffffc0009c63e641e82dffffffffffffffff3fe23bd9153c66e5ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3fd5555555555555ffffffffffffffff3ff0000000000001ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffbfd73cb752ae611ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff0000000000000ffffffffffffffffffffffffffffffff', '\xa7332dbbd28c454177b90c9e0b8aff7e8f6c4a2f5c3868a21edad6e7f929a247');
INSERT INTO gradus.events VALUES (1, 17, 'decision_made', 47, '{"verdict":"hold","untilEpoch":53,"reason":"it''s \"quoted\", \\ and %s"}', NULL, '\x79fba4c72dc72867cf5beb8c64b72280a43f3c6eb5b2c033b74ed486faae3370');
INSERT INTO gradus.events VALUES (1, 18, 'trial_ended', 50, '{"outcome":"stopped","reason":"Lernrate größer als ½","epoch":411}', NULL, '\x75be722f19853fe30225e4a1d281b98bcaf1dc62def1756cbbed6aaee3b02b37');
INSERT INTO gradus.events VALUES (1, 19, 'test_read', 32, '{"loss":1.7976931348623157E308,"metrics":{"accuracy":-1.818713416662809}}', NULL, '\x1196dcf4f93113ddd944a81b098ab85317033d5a49757961f2e1e65b8c4282ff');
INSERT INTO gradus.events VALUES (1, 20, 'search_closed', NULL, '{"reason":"学习率太高","halted":false}', NULL, '\x90944a51031d01e7b98f15e4c64be40fcd930c405d9665bbef2da9d3503f6b8e');
INSERT INTO gradus.events VALUES (1, 21, 'search_extended', NULL, '{"trials":944,"epochs":28,"stopRules":[]}', NULL, '\x19556cc1d1ff768a36d2094c47e7d17dc71a817e1f4aa03f488986314a6d73ff');
INSERT INTO gradus.events VALUES (2, 1, 'trial_proposed', 32, '{"purpose":"sweep","replicate":37,"configuration":{"choice1":"plain","real2":1.7976931348623157E308,"real3":4.9E-324},"seeds":{"init":-8668512467949215094,"data":9223372036854775807},"sweep":{"minRate":4.9E-324,"maxRate":0.3333333333333333,"steps":532,"evaluateEvery":1},"stepsPerEpoch":4432,"untilEpoch":669,"proposedBy":"😀 𝔘","reason":"Lernrate größer als ½"}', NULL, '\xd94063ddfa1ab69fbd86b30427eb66eaccf520c6db47fc6bd4c97a749b2c3bd1');
INSERT INTO gradus.events VALUES (2, 2, 'curve_extended', 20, '{"points":14,"worker":"plain","elapsedMillis":625271899760,"checkpoint":{"sha256":"82e51de44e5837673867bb65d95a45279039acf0973b47fb450b19b33e9ea318","bytes":222359243909},"metrics":[{"point":1,"split":"validation","values":{"it''s \"quoted\", \\ and %s":-0.27393986975266316}},{"point":1,"split":"train","values":{"Lernrate größer als ½":"NaN"}},{"point":7,"split":"train","values":{"plain":"Infinity"}},{"point":9,"split":"train","values":{"学习率太高":1.2762494862428029}},{"point":12,"split":"validation","values":{"скорость":1.5245381511928542}}]}', '\x0000000000000212000000000000050f000000000000083300000000000008ba00000000000008e60000000000000ae70000000000000e5800000000000011a0000000000000128c00000000000012d400000000000013b600000000000013fa00000000000014da00000000000014e000000000000000013ff5156134194e543fee75d6662306513fe1b9e36e50fc1400000000000000013ff00000000000013ff755bbce618e873fb999999999999a3fd20ab77c2b299d3fd55555555555553fd91eec4946cf3c3fd55555555555557fefffffffffffff3fdf377b5fba192e3fc98cd319fb5df40000000000000001bfc3d89dd2d0926500000000000000003fd5555555555555bff64a66bd4ae6b67ff8000000000000fff00000000000007ff80000000000007fefffffffffffff00100000000000003fe90ea8e80dc88b3fd55555555555550010000000000000ffffffffffffffff3fc99472eba2b33bffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7ff0000000000000bfb432508bc2269c7ff8000000000000ffffffffffffffffffffffffffffffff3fd71aebb6e871dfbfc2fd47c89e6379ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7ff0000000000000bfef839243abe7c1fff0000000000000ffffffffffffffffffffffffffffffff3ff0a83c45066f56ffffffffffffffffffffffffffffffff8000000000000000ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3f215b5193c198b48000000000000000bfe4724a0c3a03c2ffffffffffffffffffffffffffffffffffffffffffffffff0000000000000000fffffffffffffffffff0000000000000ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3ff0000000000001ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3ff1959e4b0321dd', '\x959be25e4089f36c5d360ee925b20ce900f4768ad0aeb9635e7e8b9e7f37e6ff');
INSERT INTO gradus.events VALUES (2, 3, 'decision_made', 36, '{"verdict":"stop","untilEpoch":755,"reason":"two\nlines\tand a tab"}', NULL, '\x0a1f09370a2834fd7824692752d9afa595a47173a89ff229d0ce116d23f57c93');
INSERT INTO gradus.events VALUES (2, 4, 'trial_ended', 8, '{"outcome":"diverged","reason":"<b>&amp;</b>","step":824792216672059}', NULL, '\x3f802a77d2a86987c3f8f3c61ddcf7c1eb1c05c889dcc030a1591d6179c762f4');
INSERT INTO gradus.events VALUES (2, 5, 'test_read', 11, '{"loss":0.15329035918084738,"metrics":{}}', NULL, '\xb71e6ea5ebd1c1518dbd6e05ba359228aa5a82a78d5a91a45a32a07e8c036863');
INSERT INTO gradus.events VALUES (2, 6, 'search_closed', NULL, '{"reason":"学习率太高","halted":true}', NULL, '\x5b332fef68f281f27d69b6a2f173eea3387e5dac0608be90fc2312b3575d705b');
INSERT INTO gradus.events VALUES (2, 7, 'search_extended', NULL, '{"trials":863,"epochs":68,"stopRules":[]}', NULL, '\x1090c5d98bb1db40e6006761b7782eaa5ea2bece2a3a20d71927d529ac2dbf4b');
INSERT INTO gradus.events VALUES (2, 8, 'trial_proposed', 18, '{"purpose":"sweep","replicate":61,"configuration":{},"seeds":{"init":-7687993036376756885,"data":-9223372036854775808},"sweep":{"minRate":4.9E-324,"maxRate":0.3333333333333333,"steps":644,"evaluateEvery":2},"stepsPerEpoch":9223372036854775807,"untilEpoch":893,"proposedBy":"скорость","reason":"plain"}', NULL, '\x0e4741e223019fd819d7a0a7f628858b3266f7e5d8fe419da8c9b62dfefad388');
INSERT INTO gradus.events VALUES (2, 9, 'curve_extended', 49, '{"points":19,"worker":"学习率太高","elapsedMillis":249295148019,"checkpoint":{"sha256":"1e6d41067053783ed8b46ed5126a63295c926c74ddd607929b7c65ee6f066caf","bytes":108163492581},"metrics":[{"point":1,"split":"validation","values":{"<b>&amp;</b>":0.5711194352431905}},{"point":4,"split":"validation","values":{"η → ∞":-2.449358018426693}},{"point":9,"split":"validation","values":{"学习率太高":0.1454447599960632}},{"point":10,"split":"train","values":{"скорость":0.0}},{"point":15,"split":"validation","values":{"''); DROP TABLE trial_event; --":1.0000000000000002}}]}', '\x00000000000003d1000000000000051100000000000008010000000000000bc80000000000000dc9000000000000113600000000000011e800000000000014e100000000000018590000000000001b000000000000001ba00000000000001f840000000000002178000000000000254a00000000000028d0000000000000298f0000000000002a1e0000000000002da000000000000030df3fe5553c339029fd3fc8fbb17707b5493fb999999999999a3febfb3b45b1febc3ff6f7c087ab8c503ff2a337d730d5e33ff6d76deb4e31f53fb999999999999a3fce04b052b2dbcd3ff090579222961a400531a81d98e3373ff933ace90d35c540033176538994f83fd55555555555553fe20ce5b7a94ff03fff12c91d9f3dad3ff53e04c168e33c00000000000000014000348c110aab483fd55555555555557ff8000000000000c00615550af38f6f7ff00000000000003fd55555555555554007dc7dda166c7fbff082d952966dbb3fe0418bfe57ae913fe6a063c51e5a8300100000000000003f8b237974ef0af03fea6281bdf74f7a00000000000000014004a42dfc3927153ff000000000000100000000000000010000000000000000bfd84499de69f60c0010000000000000ffffffffffffffff7ff8000000000000ffffffffffffffff00000000000000000000000000000000ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3ff00000000000013fd5555555555555ffffffffffffffff3fb47b51203322b3ffffffffffffffffffffffffffffffffbfeb5ac5d2b06ab2fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff0000000000000ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffbf99dbba0ca1d19bffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3fb999999999999affffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffffffffffffffffffffffffffbfeae2802af15589ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffbfeb97a52c389ce0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7fefffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff', '\xd362ebc36a449217c90c9719c815a949ae6152508bbc7fa1e5150767681e5658');
INSERT INTO gradus.events VALUES (2, 10, 'decision_made', 2, '{"verdict":"stop","untilEpoch":390,"reason":"😀 𝔘"}', NULL, '\x3f5a98c5fa619c86c70a6e593a77328e2aa8b3e78bd96d7e3e62a767e124488d');
INSERT INTO gradus.events VALUES (2, 11, 'trial_ended', 38, '{"outcome":"diverged","reason":"😀 𝔘","step":862954005988784}', NULL, '\xd41ec45a1ce107333483372f9ee843ec5e7996952860eab219af51cf1d1dae64');
INSERT INTO gradus.events VALUES (2, 12, 'test_read', 2147483647, '{"loss":-0.4366242075044182,"metrics":{"accuracy":0.0}}', NULL, '\xf9ddefbdaa688b843a00f1f4e936b916670410072b69f7509e8d455ec11297b3');
INSERT INTO gradus.events VALUES (2, 13, 'search_closed', NULL, '{"reason":"two\nlines\tand a tab","halted":false}', NULL, '\x0879f05be0f2272bc4fab2a52d0299e7d6c36d50e8030e9745f382d99abb56b8');
INSERT INTO gradus.events VALUES (2, 14, 'search_extended', NULL, '{"trials":471,"epochs":79,"stopRules":[]}', NULL, '\x2afb65ca2db81e82387f13d0b54b68d2e2a8a8a3ebddae7468dbeecee177bf21');
INSERT INTO gradus.events VALUES (2, 15, 'trial_proposed', 16, '{"purpose":"search","replicate":27,"configuration":{"choice1":"Lernrate größer als ½","integer3":-955846807035348376,"integer4":4139462308500976251,"real2":-0.770281217862599,"real5":0.8211432764866483},"seeds":{"init":6416997003134429673,"data":-9223372036854775808},"stepsPerEpoch":9223372036854775807,"untilEpoch":800,"proposedBy":"معدل التعلم","reason":"''); DROP TABLE trial_event; --"}', NULL, '\x8853967d33f00bb10e1f60471e088f38c5fa1f7b600f7e33ad5c4dedafc47440');
INSERT INTO gradus.events VALUES (2, 16, 'curve_extended', 41, '{"points":11,"worker":"two\nlines\tand a tab","elapsedMillis":229033759022,"checkpoint":{"sha256":"ad577581b44302c67716d2687ff980ad9179931cb9527cbb27275c78e3a3f58e","bytes":651313726250},"metrics":[{"point":7,"split":"validation","values":{"''); DROP TABLE trial_event; --":0.303640298645129}},{"point":8,"split":"validation","values":{"η → ∞":0.0}}]}', '\x00000000000001e400000000000004bc000000000000065400000000000008df00000000000009d80000000000000d300000000000000f66000000000000107800000000000011b000000000000012b400000000000015a33ff85bea5cc0455d3fd77f0c5ced138e3fe459bd4d0f20573fd9b87c554fbe1f7fefffffffffffff00000000000000013ff1a7ad768f3f0d7fefffffffffffff3fd55555555555553ffb824e2a719e333fef046579662e2e3fb999999999999a3fb999999999999a00100000000000003fec3b24bc0d13303fecdede7921cec1bfcfa0df67b9a23740050421379e97703fd7f1936ed9228d00100000000000003f7e6f660644faf2bfd9f9cac10203b8ffffffffffffffff7fefffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3fe12d77879587713fe8549e21bcfbe0ffffffffffffffffc0009c63e641e82dffffffffffffffff3fe23bd9153c66e5ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3fd5555555555555ffffffffffffffff3ff0000000000001ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffbfd73cb752ae611ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff0000000000000ffffffffffffffffffffffffffffffff', '\x2d0a062e031806274bdf6be4d112f2b7ee434a7936de47dcefebd70d9dc46e42');
INSERT INTO gradus.events VALUES (2, 17, 'decision_made', 47, '{"verdict":"hold","untilEpoch":53,"reason":"it''s \"quoted\", \\ and %s"}', NULL, '\x37e98e51a85c6e0cf81a863716db9f4e98be371fdf39420cb763edde57352ec4');
INSERT INTO gradus.events VALUES (2, 18, 'trial_ended', 50, '{"outcome":"stopped","reason":"Lernrate größer als ½","epoch":411}', NULL, '\x5de5a82b6538e73ab04acb2b2d7192b499d60555256288aec64d891efeea393c');
INSERT INTO gradus.events VALUES (2, 19, 'test_read', 32, '{"loss":1.7976931348623157E308,"metrics":{"accuracy":-1.818713416662809}}', NULL, '\xeb003d129f7bb14de36d6e725167307235b84c419775754f2fbd9b5b4c4aa0a4');
INSERT INTO gradus.events VALUES (2, 20, 'search_closed', NULL, '{"reason":"学习率太高","halted":false}', NULL, '\xa1ec3b0d304130af2884dd95e5bca09086e9f2a783688d83c04b60c5de7b455a');
INSERT INTO gradus.events VALUES (2, 21, 'search_extended', NULL, '{"trials":944,"epochs":28,"stopRules":[]}', NULL, '\x405f5541318ddce78485052d85b8c9c955e46fbe014939f29d1db6aed6ed2f61');
INSERT INTO gradus.events VALUES (3, 1, 'trial_proposed', 32, '{"purpose":"sweep","replicate":37,"configuration":{"choice1":"plain","real2":1.7976931348623157E308,"real3":4.9E-324},"seeds":{"init":-8668512467949215094,"data":9223372036854775807},"sweep":{"minRate":4.9E-324,"maxRate":0.3333333333333333,"steps":532,"evaluateEvery":1},"stepsPerEpoch":4432,"untilEpoch":669,"proposedBy":"😀 𝔘","reason":"Lernrate größer als ½"}', NULL, '\xed7b8f56bcf8862bd38173b588798545261aa7c4eddbeac65bd0a8e60a1f041a');
INSERT INTO gradus.events VALUES (3, 2, 'curve_extended', 20, '{"points":14,"worker":"plain","elapsedMillis":625271899760,"checkpoint":{"sha256":"82e51de44e5837673867bb65d95a45279039acf0973b47fb450b19b33e9ea318","bytes":222359243909},"metrics":[{"point":1,"split":"validation","values":{"it''s \"quoted\", \\ and %s":-0.27393986975266316}},{"point":1,"split":"train","values":{"Lernrate größer als ½":"NaN"}},{"point":7,"split":"train","values":{"plain":"Infinity"}},{"point":9,"split":"train","values":{"学习率太高":1.2762494862428029}},{"point":12,"split":"validation","values":{"скорость":1.5245381511928542}}]}', '\x0000000000000212000000000000050f000000000000083300000000000008ba00000000000008e60000000000000ae70000000000000e5800000000000011a0000000000000128c00000000000012d400000000000013b600000000000013fa00000000000014da00000000000014e000000000000000013ff5156134194e543fee75d6662306513fe1b9e36e50fc1400000000000000013ff00000000000013ff755bbce618e873fb999999999999a3fd20ab77c2b299d3fd55555555555553fd91eec4946cf3c3fd55555555555557fefffffffffffff3fdf377b5fba192e3fc98cd319fb5df40000000000000001bfc3d89dd2d0926500000000000000003fd5555555555555bff64a66bd4ae6b67ff8000000000000fff00000000000007ff80000000000007fefffffffffffff00100000000000003fe90ea8e80dc88b3fd55555555555550010000000000000ffffffffffffffff3fc99472eba2b33bffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7ff0000000000000bfb432508bc2269c7ff8000000000000ffffffffffffffffffffffffffffffff3fd71aebb6e871dfbfc2fd47c89e6379ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7ff0000000000000bfef839243abe7c1fff0000000000000ffffffffffffffffffffffffffffffff3ff0a83c45066f56ffffffffffffffffffffffffffffffff8000000000000000ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3f215b5193c198b48000000000000000bfe4724a0c3a03c2ffffffffffffffffffffffffffffffffffffffffffffffff0000000000000000fffffffffffffffffff0000000000000ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3ff0000000000001ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3ff1959e4b0321dd', '\x82df3821f2c7e1d0c85d499080d63686d33a2f1d912bc22fcc6f8b24a13677b9');
INSERT INTO gradus.events VALUES (3, 3, 'decision_made', 36, '{"verdict":"stop","untilEpoch":755,"reason":"two\nlines\tand a tab"}', NULL, '\x6a6b9fb80a7350773283433c5cca247c6637b6e85b71b1d36640464548853a0e');
INSERT INTO gradus.events VALUES (3, 4, 'trial_ended', 8, '{"outcome":"diverged","reason":"<b>&amp;</b>","step":824792216672059}', NULL, '\xf869264f9833b776fb5ae3acdc6fe4fb3ad0a7dee9e53b085dbc7df9c1589a1b');
INSERT INTO gradus.events VALUES (3, 5, 'test_read', 11, '{"loss":0.15329035918084738,"metrics":{}}', NULL, '\x776697bcbee5b4532623d00e3c7d161c282e01b9bd2dcbade7b754b8f3e78ae4');
INSERT INTO gradus.events VALUES (3, 6, 'search_closed', NULL, '{"reason":"学习率太高","halted":true}', NULL, '\x6bd7eec34f534c273c2e4b68503e76b3208b6e5f2c54a5427de70a2b694df3c6');
INSERT INTO gradus.events VALUES (3, 7, 'search_extended', NULL, '{"trials":863,"epochs":68,"stopRules":[]}', NULL, '\xfcd26d9d64fca2c5133097db03db1e28244f33c72608edce41d0171c4f6ee722');
INSERT INTO gradus.events VALUES (3, 8, 'trial_proposed', 18, '{"purpose":"sweep","replicate":61,"configuration":{},"seeds":{"init":-7687993036376756885,"data":-9223372036854775808},"sweep":{"minRate":4.9E-324,"maxRate":0.3333333333333333,"steps":644,"evaluateEvery":2},"stepsPerEpoch":9223372036854775807,"untilEpoch":893,"proposedBy":"скорость","reason":"plain"}', NULL, '\x4eb5c91ba69079868e401764d913a8bd9dccd635f85c8483bf068fafb1738e73');
INSERT INTO gradus.events VALUES (3, 9, 'curve_extended', 49, '{"points":19,"worker":"学习率太高","elapsedMillis":249295148019,"checkpoint":{"sha256":"1e6d41067053783ed8b46ed5126a63295c926c74ddd607929b7c65ee6f066caf","bytes":108163492581},"metrics":[{"point":1,"split":"validation","values":{"<b>&amp;</b>":0.5711194352431905}},{"point":4,"split":"validation","values":{"η → ∞":-2.449358018426693}},{"point":9,"split":"validation","values":{"学习率太高":0.1454447599960632}},{"point":10,"split":"train","values":{"скорость":0.0}},{"point":15,"split":"validation","values":{"''); DROP TABLE trial_event; --":1.0000000000000002}}]}', '\x00000000000003d1000000000000051100000000000008010000000000000bc80000000000000dc9000000000000113600000000000011e800000000000014e100000000000018590000000000001b000000000000001ba00000000000001f840000000000002178000000000000254a00000000000028d0000000000000298f0000000000002a1e0000000000002da000000000000030df3fe5553c339029fd3fc8fbb17707b5493fb999999999999a3febfb3b45b1febc3ff6f7c087ab8c503ff2a337d730d5e33ff6d76deb4e31f53fb999999999999a3fce04b052b2dbcd3ff090579222961a400531a81d98e3373ff933ace90d35c540033176538994f83fd55555555555553fe20ce5b7a94ff03fff12c91d9f3dad3ff53e04c168e33c00000000000000014000348c110aab483fd55555555555557ff8000000000000c00615550af38f6f7ff00000000000003fd55555555555554007dc7dda166c7fbff082d952966dbb3fe0418bfe57ae913fe6a063c51e5a8300100000000000003f8b237974ef0af03fea6281bdf74f7a00000000000000014004a42dfc3927153ff000000000000100000000000000010000000000000000bfd84499de69f60c0010000000000000ffffffffffffffff7ff8000000000000ffffffffffffffff00000000000000000000000000000000ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3ff00000000000013fd5555555555555ffffffffffffffff3fb47b51203322b3ffffffffffffffffffffffffffffffffbfeb5ac5d2b06ab2fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff0000000000000ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffbf99dbba0ca1d19bffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3fb999999999999affffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffffffffffffffffffffffffffbfeae2802af15589ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffbfeb97a52c389ce0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7fefffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff', '\xf7969bf450bb9177e63f49653d47be9fb67310d0676e3bfa735b36f8b72a64f0');
INSERT INTO gradus.events VALUES (3, 10, 'decision_made', 2, '{"verdict":"stop","untilEpoch":390,"reason":"😀 𝔘"}', NULL, '\xa7ff9869c173d1cfe934c4316ba32c62b479766c064bc4f6757d9fad37bbb55d');
INSERT INTO gradus.events VALUES (3, 11, 'trial_ended', 38, '{"outcome":"diverged","reason":"😀 𝔘","step":862954005988784}', NULL, '\xfef961e7b672fff336fb56b87b856da6e8e7cf93ce655574ed7476fef8f9c5bb');
INSERT INTO gradus.events VALUES (3, 12, 'test_read', 2147483647, '{"loss":-0.4366242075044182,"metrics":{"accuracy":0.0}}', NULL, '\xdf3b56d3aed6f642342a840d84a55b1d424491e979c8d346c900aafd06c63da9');
INSERT INTO gradus.events VALUES (3, 13, 'search_closed', NULL, '{"reason":"two\nlines\tand a tab","halted":false}', NULL, '\xe0976fb78c6277710a0f2e9a29357e4d9d84ae47787b544ab1cd5392d763addd');
INSERT INTO gradus.events VALUES (3, 14, 'search_extended', NULL, '{"trials":471,"epochs":79,"stopRules":[]}', NULL, '\x1ebe375067079bba30c23412a6e7b99fe9ca6bfe5733686f5f727cf4447a60d2');
INSERT INTO gradus.events VALUES (3, 15, 'trial_proposed', 16, '{"purpose":"search","replicate":27,"configuration":{"choice1":"Lernrate größer als ½","integer3":-955846807035348376,"integer4":4139462308500976251,"real2":-0.770281217862599,"real5":0.8211432764866483},"seeds":{"init":6416997003134429673,"data":-9223372036854775808},"stepsPerEpoch":9223372036854775807,"untilEpoch":800,"proposedBy":"معدل التعلم","reason":"''); DROP TABLE trial_event; --"}', NULL, '\x49e49b84be2b3c41d4b9efd6c4144b75946b1d6d0a82f7afa39f373c54275ed0');
INSERT INTO gradus.events VALUES (3, 16, 'curve_extended', 41, '{"points":11,"worker":"two\nlines\tand a tab","elapsedMillis":229033759022,"checkpoint":{"sha256":"ad577581b44302c67716d2687ff980ad9179931cb9527cbb27275c78e3a3f58e","bytes":651313726250},"metrics":[{"point":7,"split":"validation","values":{"''); DROP TABLE trial_event; --":0.303640298645129}},{"point":8,"split":"validation","values":{"η → ∞":0.0}}]}', '\x00000000000001e400000000000004bc000000000000065400000000000008df00000000000009d80000000000000d300000000000000f66000000000000107800000000000011b000000000000012b400000000000015a33ff85bea5cc0455d3fd77f0c5ced138e3fe459bd4d0f20573fd9b87c554fbe1f7fefffffffffffff00000000000000013ff1a7ad768f3f0d7fefffffffffffff3fd55555555555553ffb824e2a719e333fef046579662e2e3fb999999999999a3fb999999999999a00100000000000003fec3b24bc0d13303fecdede7921cec1bfcfa0df67b9a23740050421379e97703fd7f1936ed9228d00100000000000003f7e6f660644faf2bfd9f9cac10203b8ffffffffffffffff7fefffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3fe12d77879587713fe8549e21bcfbe0ffffffffffffffffc0009c63e641e82dffffffffffffffff3fe23bd9153c66e5ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3fd5555555555555ffffffffffffffff3ff0000000000001ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffbfd73cb752ae611ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff0000000000000ffffffffffffffffffffffffffffffff', '\x436da5d6812a8d713f199ba328e7c2a425ab2c8e8e92524afc05a23910ff5076');
INSERT INTO gradus.events VALUES (3, 17, 'decision_made', 47, '{"verdict":"hold","untilEpoch":53,"reason":"it''s \"quoted\", \\ and %s"}', NULL, '\x35122abf2a54ca4188cd836d0ea21e144c6483f9dac17668417d8d83d2c3635d');
INSERT INTO gradus.events VALUES (3, 18, 'trial_ended', 50, '{"outcome":"stopped","reason":"Lernrate größer als ½","epoch":411}', NULL, '\x24840ff2cd2ce10d674d3f95203815b8f78064e580ef40b29a3a108b39b75186');
INSERT INTO gradus.events VALUES (3, 19, 'test_read', 32, '{"loss":1.7976931348623157E308,"metrics":{"accuracy":-1.818713416662809}}', NULL, '\x968392ae04bd07a31cbda1c180fe2d8f4ed83f5b800262f03d36891d90b1b02b');
INSERT INTO gradus.events VALUES (3, 20, 'search_closed', NULL, '{"reason":"学习率太高","halted":false}', NULL, '\xf0df0d543a20e1cf09a15432fd4c48bd26a557e18607a4a7cfb2fb22934732d8');
INSERT INTO gradus.events VALUES (3, 21, 'search_extended', NULL, '{"trials":944,"epochs":28,"stopRules":[]}', NULL, '\xca149dd1a888c640d8bd3c4dd92fd4ac3914c77b431ce335c4b90bd6821c3100');
INSERT INTO gradus.schema_version VALUES (3);
INSERT INTO gradus.studies OVERRIDING SYSTEM VALUE VALUES (1, 'plain', '{"space":[{"name":"learningRate","domain":{"kind":"real","min":1.0E-5,"max":1.0,"scale":"log"}}],"objective":{"figure":"validationLoss","maximize":false},"budget":{"trials":8,"epochs":3},"settings":{"strategy":"random","policy":"full","planReason":"chosen by the user","ranking":"generalization","schedule":"constant","seed":0,"finalists":1,"replicates":0,"recordEvery":1,"round":0,"stopRules":[]},"provenance":{"trainer":"test","trainerFingerprint":"test 1","details":{},"figures":{}}}', '\x91c570be7c3f4a1eebec62f2e8573ef6c567d9d2f4127eb6d0ccd9337d99a388', 21, '\x19556cc1d1ff768a36d2094c47e7d17dc71a817e1f4aa03f488986314a6d73ff', '\x234ff228434200eda787a07e31b343cd9f98d989cb8244d7ad089687e00a5aa2');
INSERT INTO gradus.studies OVERRIDING SYSTEM VALUE VALUES (2, 'elaborate', '{"space":[{"name":"learningRate","domain":{"kind":"real","min":2.2250738585072014E-308,"max":1.7976931348623155E308,"scale":"log"}},{"name":"momentum","domain":{"kind":"real","min":-0.0,"max":0.3333333333333333,"scale":"linear"}},{"name":"batch","domain":{"kind":"integer","min":16,"max":256,"scale":"log"}},{"name":"offset","domain":{"kind":"integer","min":-9007199254740992,"max":9007199254740992,"scale":"linear"}},{"name":"updater","domain":{"kind":"categorical","values":["sgd","adam","größer; \"β\" 学"]}},{"name":"beta","domain":{"kind":"real","min":1.0E-7,"max":0.1,"scale":"log"},"condition":{"parameter":"updater","values":["adam","größer; \"β\" 学"]}},{"name":"only64","domain":{"kind":"real","min":0.0,"max":1.0,"scale":"linear"},"condition":{"parameter":"batch","values":[128,64]}}],"objective":{"figure":"validationTopFive","maximize":true},"budget":{"epochs":7,"totalEpochs":9223372036854775807},"settings":{"strategy":"quasi-random","policy":"keep-best","planReason":"η < 2/λ_max;\nzwei Zeilen","ranking":"eigene Rangfolge","schedule":"cosine","seed":-9223372036854775808,"finalists":5,"replicates":2,"recordEvery":100,"round":3,"stopRules":["target 0.92","größer; \"β\" 学"],"baseline":{"batch":64,"learningRate":0.001,"updater":"adam"}},"provenance":{"trainer":"dl4j","trainerFingerprint":"sha 学","details":{"command line":"--name ''x''","java":"17.0.2","leer":""},"figures":{"1/3":0.3333333333333333,"größte":1.7976931348623157E308,"none":"NaN"}}}', '\x8342149eabae36f12cece8f6bd227fa5ee0f278a62c42aeda861bbf6ad3b873d', 21, '\x405f5541318ddce78485052d85b8c9c955e46fbe014939f29d1db6aed6ed2f61', '\xd1fc174f74814cd2e1db2673c834dc9a67a1d0392d6593513e87b5f57954c5e3');
INSERT INTO gradus.studies OVERRIDING SYSTEM VALUE VALUES (3, 'warm', '{"space":[{"name":"learningRate","domain":{"kind":"real","min":2.2250738585072014E-308,"max":1.7976931348623155E308,"scale":"log"}},{"name":"momentum","domain":{"kind":"real","min":-0.0,"max":0.3333333333333333,"scale":"linear"}},{"name":"batch","domain":{"kind":"integer","min":16,"max":256,"scale":"log"}},{"name":"offset","domain":{"kind":"integer","min":-9007199254740992,"max":9007199254740992,"scale":"linear"}},{"name":"updater","domain":{"kind":"categorical","values":["sgd","adam","größer; \"β\" 学"]}},{"name":"beta","domain":{"kind":"real","min":1.0E-7,"max":0.1,"scale":"log"},"condition":{"parameter":"updater","values":["adam","größer; \"β\" 学"]}},{"name":"only64","domain":{"kind":"real","min":0.0,"max":1.0,"scale":"linear"},"condition":{"parameter":"batch","values":[128,64]}}],"objective":{"figure":"validationTopFive","maximize":true},"budget":{"epochs":7,"totalEpochs":9223372036854775807},"settings":{"strategy":"quasi-random","policy":"keep-best","planReason":"η < 2/λ_max;\nzwei Zeilen","ranking":"eigene Rangfolge","schedule":"cosine","seed":-9223372036854775808,"finalists":5,"replicates":2,"recordEvery":100,"round":3,"stopRules":["target 0.92","größer; \"β\" 学"],"baseline":{"batch":64,"learningRate":0.001,"updater":"adam"}},"provenance":{"trainer":"dl4j","trainerFingerprint":"sha 学","details":{"command line":"--name ''x''","java":"17.0.2","leer":""},"figures":{"1/3":0.3333333333333333,"größte":1.7976931348623157E308,"none":"NaN"}},"warmStart":{"first":[{"reason":"η 学","configuration":{"batch":64,"beta":1.0E-7,"learningRate":0.001,"momentum":-0.0,"offset":-9007199254740992,"only64":1.0,"updater":"adam"}},{"reason":"the user''s own","configuration":{"batch":64,"beta":1.0E-7,"learningRate":0.001,"momentum":0.1,"offset":-9007199254740992,"only64":1.0,"updater":"adam"}}],"prior":[{"weight":0.3333333333333333,"configuration":{"batch":64,"beta":1.0E-7,"learningRate":0.001,"momentum":-0.0,"offset":-9007199254740992,"only64":1.0,"updater":"adam"}},{"weight":2.0,"configuration":{"batch":64,"beta":1.0E-7,"learningRate":0.001,"momentum":0.1,"offset":-9007199254740992,"only64":1.0,"updater":"adam"}}]}}', '\xf273fbc7f1ba65cf3e24e4526dd134b74ed13df9bf4c56a44e0006ea8ef6df45', 21, '\xca149dd1a888c640d8bd3c4dd92fd4ac3914c77b431ce335c4b90bd6821c3100', '\x3bb93b53c19e9d31baccf07cb00c3014172c44bd823a84cfdca482fb85a0e2fa');
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
