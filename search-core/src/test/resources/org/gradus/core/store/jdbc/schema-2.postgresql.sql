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
INSERT INTO gradus.events VALUES (1, 1, 'trial_proposed', 32, '{"purpose":"sweep","replicate":37,"configuration":{"choice1":"plain","real2":1.7976931348623157E308,"real3":4.9E-324},"seeds":{"init":-8668512467949215094,"data":9223372036854775807},"sweep":{"minRate":4.9E-324,"maxRate":0.3333333333333333,"steps":532,"evaluateEvery":1},"stepsPerEpoch":4432,"untilEpoch":669,"proposedBy":"😀 𝔘","reason":"Lernrate größer als ½"}', NULL, '\x0d6c5a3485a0f84fb5b1bed4050f6a8a5ded7d76e76c2fb4f685eddf8b54988d');
INSERT INTO gradus.events VALUES (1, 2, 'curve_extended', 20, '{"points":14,"worker":"plain","elapsedMillis":625271899760,"checkpoint":{"sha256":"82e51de44e5837673867bb65d95a45279039acf0973b47fb450b19b33e9ea318","bytes":222359243909},"metrics":[{"point":1,"split":"validation","values":{"it''s \"quoted\", \\ and %s":-0.27393986975266316}},{"point":1,"split":"train","values":{"Lernrate größer als ½":"NaN"}},{"point":7,"split":"train","values":{"plain":"Infinity"}},{"point":9,"split":"train","values":{"学习率太高":1.2762494862428029}},{"point":12,"split":"validation","values":{"скорость":1.5245381511928542}}]}', '\x0000000000000212000000000000050f000000000000083300000000000008ba00000000000008e60000000000000ae70000000000000e5800000000000011a0000000000000128c00000000000012d400000000000013b600000000000013fa00000000000014da00000000000014e000000000000000013ff5156134194e543fee75d6662306513fe1b9e36e50fc1400000000000000013ff00000000000013ff755bbce618e873fb999999999999a3fd20ab77c2b299d3fd55555555555553fd91eec4946cf3c3fd55555555555557fefffffffffffff3fdf377b5fba192e3fc98cd319fb5df40000000000000001bfc3d89dd2d0926500000000000000003fd5555555555555bff64a66bd4ae6b67ff8000000000000fff00000000000007ff80000000000007fefffffffffffff00100000000000003fe90ea8e80dc88b3fd55555555555550010000000000000ffffffffffffffff3fc99472eba2b33bffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7ff0000000000000bfb432508bc2269c7ff8000000000000ffffffffffffffffffffffffffffffff3fd71aebb6e871dfbfc2fd47c89e6379ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7ff0000000000000bfef839243abe7c1fff0000000000000ffffffffffffffffffffffffffffffff3ff0a83c45066f56ffffffffffffffffffffffffffffffff8000000000000000ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3f215b5193c198b48000000000000000bfe4724a0c3a03c2ffffffffffffffffffffffffffffffffffffffffffffffff0000000000000000fffffffffffffffffff0000000000000ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3ff0000000000001ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3ff1959e4b0321dd', '\x6a10d920e200cbb4a78f9515f7064a864095ed8fe8f9aa046ca3523976b5f11a');
INSERT INTO gradus.events VALUES (1, 3, 'decision_made', 36, '{"verdict":"stop","untilEpoch":755,"reason":"two\nlines\tand a tab"}', NULL, '\x54ccdff4031672cec0de623687555efa5ddc484f7781d67495cdc2fc4ffb58da');
INSERT INTO gradus.events VALUES (1, 4, 'trial_ended', 8, '{"outcome":"diverged","reason":"<b>&amp;</b>","step":824792216672059}', NULL, '\x254c94fb9af81cef594efa36ebc27dbd0f905052382137979a65968b77decdf2');
INSERT INTO gradus.events VALUES (1, 5, 'test_read', 11, '{"loss":0.15329035918084738,"metrics":{}}', NULL, '\xac2f7fd3b9bdbe7112104244d87ae4cd813dc1980a7634b94eb1f757fbb02c5a');
INSERT INTO gradus.events VALUES (1, 6, 'search_closed', NULL, '{"reason":"学习率太高","halted":true}', NULL, '\x5f4f7e074d26bf2a887ef4b6aaad7690440e27dda9ca45135d8c537ca644c104');
INSERT INTO gradus.events VALUES (1, 7, 'search_extended', NULL, '{"trials":863,"epochs":68}', NULL, '\x8a77c022607ad69c283f75064989ffa9fb9305762a9cd64fff50af62a75cafc3');
INSERT INTO gradus.events VALUES (1, 8, 'trial_proposed', 18, '{"purpose":"sweep","replicate":61,"configuration":{},"seeds":{"init":-7687993036376756885,"data":-9223372036854775808},"sweep":{"minRate":4.9E-324,"maxRate":0.3333333333333333,"steps":644,"evaluateEvery":2},"stepsPerEpoch":9223372036854775807,"untilEpoch":893,"proposedBy":"скорость","reason":"plain"}', NULL, '\x4fcfe5af38ae40ecd547acf86ff951c5e78ca61b759422c9ddded5a975277589');
INSERT INTO gradus.events VALUES (1, 9, 'curve_extended', 49, '{"points":19,"worker":"学习率太高","elapsedMillis":249295148019,"checkpoint":{"sha256":"1e6d41067053783ed8b46ed5126a63295c926c74ddd607929b7c65ee6f066caf","bytes":108163492581},"metrics":[{"point":1,"split":"validation","values":{"<b>&amp;</b>":0.5711194352431905}},{"point":4,"split":"validation","values":{"η → ∞":-2.449358018426693}},{"point":9,"split":"validation","values":{"学习率太高":0.1454447599960632}},{"point":10,"split":"train","values":{"скорость":0.0}},{"point":15,"split":"validation","values":{"''); DROP TABLE trial_event; --":1.0000000000000002}}]}', '\x00000000000003d1000000000000051100000000000008010000000000000bc80000000000000dc9000000000000113600000000000011e800000000000014e100000000000018590000000000001b000000000000001ba00000000000001f840000000000002178000000000000254a00000000000028d0000000000000298f0000000000002a1e0000000000002da000000000000030df3fe5553c339029fd3fc8fbb17707b5493fb999999999999a3febfb3b45b1febc3ff6f7c087ab8c503ff2a337d730d5e33ff6d76deb4e31f53fb999999999999a3fce04b052b2dbcd3ff090579222961a400531a81d98e3373ff933ace90d35c540033176538994f83fd55555555555553fe20ce5b7a94ff03fff12c91d9f3dad3ff53e04c168e33c00000000000000014000348c110aab483fd55555555555557ff8000000000000c00615550af38f6f7ff00000000000003fd55555555555554007dc7dda166c7fbff082d952966dbb3fe0418bfe57ae913fe6a063c51e5a8300100000000000003f8b237974ef0af03fea6281bdf74f7a00000000000000014004a42dfc3927153ff000000000000100000000000000010000000000000000bfd84499de69f60c0010000000000000ffffffffffffffff7ff8000000000000ffffffffffffffff00000000000000000000000000000000ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3ff00000000000013fd5555555555555ffffffffffffffff3fb47b51203322b3ffffffffffffffffffffffffffffffffbfeb5ac5d2b06ab2fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff0000000000000ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffbf99dbba0ca1d19bffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3fb999999999999affffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffffffffffffffffffffffffffbfeae2802af15589ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffbfeb97a52c389ce0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7fefffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff', '\xbab4745402bb917db557ad581c4289ec82bfc68b4509c6bb496d6af0a91d02c6');
INSERT INTO gradus.events VALUES (1, 10, 'decision_made', 2, '{"verdict":"stop","untilEpoch":390,"reason":"😀 𝔘"}', NULL, '\x76475d6a168bfd610e931f642c2c5c3fa345865c3aec0731ef92b7d8d82422f7');
INSERT INTO gradus.events VALUES (1, 11, 'trial_ended', 38, '{"outcome":"diverged","reason":"😀 𝔘","step":862954005988784}', NULL, '\xf33d1e44064c0b398cf04d00a3e4b4a63fb58560af25d12c2efbab8915053f7b');
INSERT INTO gradus.events VALUES (1, 12, 'test_read', 2147483647, '{"loss":-0.4366242075044182,"metrics":{"accuracy":0.0}}', NULL, '\x58abae7df63c214994783cbfc7b8420656d7c0ea5791bfe9b6e542d5b04c8aa6');
INSERT INTO gradus.events VALUES (1, 13, 'search_closed', NULL, '{"reason":"two\nlines\tand a tab","halted":false}', NULL, '\xdbf907f938f44f73e180945e083937164441ba4794c82e8300f4471524801c67');
INSERT INTO gradus.events VALUES (1, 14, 'search_extended', NULL, '{"trials":471,"epochs":79}', NULL, '\x97b7a2546e089fad8627415f50246f34b99c033670a1668ccfd8ecc752351ff6');
INSERT INTO gradus.events VALUES (1, 15, 'trial_proposed', 16, '{"purpose":"search","replicate":27,"configuration":{"choice1":"Lernrate größer als ½","integer3":-955846807035348376,"integer4":4139462308500976251,"real2":-0.770281217862599,"real5":0.8211432764866483},"seeds":{"init":6416997003134429673,"data":-9223372036854775808},"stepsPerEpoch":9223372036854775807,"untilEpoch":800,"proposedBy":"معدل التعلم","reason":"''); DROP TABLE trial_event; --"}', NULL, '\x89956ad641d1de70223bce2b72986480881a275911281aca59b5754d3d074b7d');
INSERT INTO gradus.events VALUES (1, 16, 'curve_extended', 41, '{"points":11,"worker":"two\nlines\tand a tab","elapsedMillis":229033759022,"checkpoint":{"sha256":"ad577581b44302c67716d2687ff980ad9179931cb9527cbb27275c78e3a3f58e","bytes":651313726250},"metrics":[{"point":7,"split":"validation","values":{"''); DROP TABLE trial_event; --":0.303640298645129}},{"point":8,"split":"validation","values":{"η → ∞":0.0}}]}', '\x00000000000001e400000000000004bc000000000000065400000000000008df00000000000009d80000000000000d300000000000000f66000000000000107800000000000011b000000000000012b400000000000015a33ff85bea5cc0455d3fd77f0c5ced138e3fe459bd4d0f20573fd9b87c554fbe1f7fefffffffffffff00000000000000013ff1a7ad768f3f0d7fefffffffffffff3fd55555555555553ffb824e2a719e333fef046579662e2e3fb999999999999a3fb999999999999a00100000000000003fec3b24bc0d13303fecdede7921cec1bfcfa0df67b9a23740050421379e97703fd7f1936ed9228d00100000000000003f7e6f660644faf2bfd9f9cac10203b8ffffffffffffffff7fefffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3fe12d77879587713fe8549e21bcfbe0ffffffffffffffffc0009c63e641e82dffffffffffffffff3fe23bd9153c66e5ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3fd5555555555555ffffffffffffffff3ff0000000000001ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffbfd73cb752ae611ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff0000000000000ffffffffffffffffffffffffffffffff', '\x9e4472205b234e27ffbee5d613de5c89a959f21cca89ba67462c720c0def0483');
INSERT INTO gradus.events VALUES (1, 17, 'decision_made', 47, '{"verdict":"hold","untilEpoch":53,"reason":"it''s \"quoted\", \\ and %s"}', NULL, '\x1a6a8af2d2ba0eb35ccb7f59bfb1e50a6e2fb51f9954b0d06ea9dbb81eae9018');
INSERT INTO gradus.events VALUES (1, 18, 'trial_ended', 50, '{"outcome":"stopped","reason":"Lernrate größer als ½","epoch":411}', NULL, '\x59fce05445679bf73fb9baa5b5cc5107dbdd2bc8594a3bc69b6b0d23b25c92cb');
INSERT INTO gradus.events VALUES (1, 19, 'test_read', 32, '{"loss":1.7976931348623157E308,"metrics":{"accuracy":-1.818713416662809}}', NULL, '\x7507a137d97c5ecb5673cfc1a7f107c485a159b0cdbd5c9ed21cf97453e4a925');
INSERT INTO gradus.events VALUES (1, 20, 'search_closed', NULL, '{"reason":"学习率太高","halted":false}', NULL, '\x60171506637813b89cb3ff83c8416bab859c7b55fbf29f51b7a6dd4ccdce4d41');
INSERT INTO gradus.events VALUES (1, 21, 'search_extended', NULL, '{"trials":944,"epochs":28}', NULL, '\x76862dfd63c1e1d4a86fedc8b89c6ec5524fdb970e998c8fd43942969da60222');
INSERT INTO gradus.events VALUES (2, 1, 'trial_proposed', 32, '{"purpose":"sweep","replicate":37,"configuration":{"choice1":"plain","real2":1.7976931348623157E308,"real3":4.9E-324},"seeds":{"init":-8668512467949215094,"data":9223372036854775807},"sweep":{"minRate":4.9E-324,"maxRate":0.3333333333333333,"steps":532,"evaluateEvery":1},"stepsPerEpoch":4432,"untilEpoch":669,"proposedBy":"😀 𝔘","reason":"Lernrate größer als ½"}', NULL, '\xe7ccbc49f45bcabb9ee34b505320a407ac749fdbbd6b0fd36e52628a325daf7e');
INSERT INTO gradus.events VALUES (2, 2, 'curve_extended', 20, '{"points":14,"worker":"plain","elapsedMillis":625271899760,"checkpoint":{"sha256":"82e51de44e5837673867bb65d95a45279039acf0973b47fb450b19b33e9ea318","bytes":222359243909},"metrics":[{"point":1,"split":"validation","values":{"it''s \"quoted\", \\ and %s":-0.27393986975266316}},{"point":1,"split":"train","values":{"Lernrate größer als ½":"NaN"}},{"point":7,"split":"train","values":{"plain":"Infinity"}},{"point":9,"split":"train","values":{"学习率太高":1.2762494862428029}},{"point":12,"split":"validation","values":{"скорость":1.5245381511928542}}]}', '\x0000000000000212000000000000050f000000000000083300000000000008ba00000000000008e60000000000000ae70000000000000e5800000000000011a0000000000000128c00000000000012d400000000000013b600000000000013fa00000000000014da00000000000014e000000000000000013ff5156134194e543fee75d6662306513fe1b9e36e50fc1400000000000000013ff00000000000013ff755bbce618e873fb999999999999a3fd20ab77c2b299d3fd55555555555553fd91eec4946cf3c3fd55555555555557fefffffffffffff3fdf377b5fba192e3fc98cd319fb5df40000000000000001bfc3d89dd2d0926500000000000000003fd5555555555555bff64a66bd4ae6b67ff8000000000000fff00000000000007ff80000000000007fefffffffffffff00100000000000003fe90ea8e80dc88b3fd55555555555550010000000000000ffffffffffffffff3fc99472eba2b33bffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7ff0000000000000bfb432508bc2269c7ff8000000000000ffffffffffffffffffffffffffffffff3fd71aebb6e871dfbfc2fd47c89e6379ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7ff0000000000000bfef839243abe7c1fff0000000000000ffffffffffffffffffffffffffffffff3ff0a83c45066f56ffffffffffffffffffffffffffffffff8000000000000000ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3f215b5193c198b48000000000000000bfe4724a0c3a03c2ffffffffffffffffffffffffffffffffffffffffffffffff0000000000000000fffffffffffffffffff0000000000000ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3ff0000000000001ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3ff1959e4b0321dd', '\x01f45f6d80c6a4fc7caf688ae8c459e50d77f82735a831b83a122ed9ce7e2250');
INSERT INTO gradus.events VALUES (2, 3, 'decision_made', 36, '{"verdict":"stop","untilEpoch":755,"reason":"two\nlines\tand a tab"}', NULL, '\x9f175805c667094b9f6c71a62582cd8174259b22a3b2a3364cad9929bdebd8ef');
INSERT INTO gradus.events VALUES (2, 4, 'trial_ended', 8, '{"outcome":"diverged","reason":"<b>&amp;</b>","step":824792216672059}', NULL, '\x66f915bcf8d79b5a88cff41226d33017cfc92c90b331568ff97620f91a78ba79');
INSERT INTO gradus.events VALUES (2, 5, 'test_read', 11, '{"loss":0.15329035918084738,"metrics":{}}', NULL, '\x46ba18f1e941333b88ab0fcc2244b4064f14dbbc3b2298820381b75a0aa1e1d2');
INSERT INTO gradus.events VALUES (2, 6, 'search_closed', NULL, '{"reason":"学习率太高","halted":true}', NULL, '\x5e7b3b2f174a7d317265c78742629e23a2f42f354909e0065893c90272f78aa8');
INSERT INTO gradus.events VALUES (2, 7, 'search_extended', NULL, '{"trials":863,"epochs":68}', NULL, '\x684ea5373b9b4e065286d582bf33b82b192247062630d6bed89e942e9f3ecfe2');
INSERT INTO gradus.events VALUES (2, 8, 'trial_proposed', 18, '{"purpose":"sweep","replicate":61,"configuration":{},"seeds":{"init":-7687993036376756885,"data":-9223372036854775808},"sweep":{"minRate":4.9E-324,"maxRate":0.3333333333333333,"steps":644,"evaluateEvery":2},"stepsPerEpoch":9223372036854775807,"untilEpoch":893,"proposedBy":"скорость","reason":"plain"}', NULL, '\x2f88ffb2a773b74096a789f6f5a8cbb67c371380679735fdf869553fee45adba');
INSERT INTO gradus.events VALUES (2, 9, 'curve_extended', 49, '{"points":19,"worker":"学习率太高","elapsedMillis":249295148019,"checkpoint":{"sha256":"1e6d41067053783ed8b46ed5126a63295c926c74ddd607929b7c65ee6f066caf","bytes":108163492581},"metrics":[{"point":1,"split":"validation","values":{"<b>&amp;</b>":0.5711194352431905}},{"point":4,"split":"validation","values":{"η → ∞":-2.449358018426693}},{"point":9,"split":"validation","values":{"学习率太高":0.1454447599960632}},{"point":10,"split":"train","values":{"скорость":0.0}},{"point":15,"split":"validation","values":{"''); DROP TABLE trial_event; --":1.0000000000000002}}]}', '\x00000000000003d1000000000000051100000000000008010000000000000bc80000000000000dc9000000000000113600000000000011e800000000000014e100000000000018590000000000001b000000000000001ba00000000000001f840000000000002178000000000000254a00000000000028d0000000000000298f0000000000002a1e0000000000002da000000000000030df3fe5553c339029fd3fc8fbb17707b5493fb999999999999a3febfb3b45b1febc3ff6f7c087ab8c503ff2a337d730d5e33ff6d76deb4e31f53fb999999999999a3fce04b052b2dbcd3ff090579222961a400531a81d98e3373ff933ace90d35c540033176538994f83fd55555555555553fe20ce5b7a94ff03fff12c91d9f3dad3ff53e04c168e33c00000000000000014000348c110aab483fd55555555555557ff8000000000000c00615550af38f6f7ff00000000000003fd55555555555554007dc7dda166c7fbff082d952966dbb3fe0418bfe57ae913fe6a063c51e5a8300100000000000003f8b237974ef0af03fea6281bdf74f7a00000000000000014004a42dfc3927153ff000000000000100000000000000010000000000000000bfd84499de69f60c0010000000000000ffffffffffffffff7ff8000000000000ffffffffffffffff00000000000000000000000000000000ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3ff00000000000013fd5555555555555ffffffffffffffff3fb47b51203322b3ffffffffffffffffffffffffffffffffbfeb5ac5d2b06ab2fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff0000000000000ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffbf99dbba0ca1d19bffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3fb999999999999affffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffffffffffffffffffffffffffbfeae2802af15589ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffbfeb97a52c389ce0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7fefffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff', '\x75828578fa3d4242e6eba74b119e6eca04bc694fd936dca8430dc18487e77128');
INSERT INTO gradus.events VALUES (2, 10, 'decision_made', 2, '{"verdict":"stop","untilEpoch":390,"reason":"😀 𝔘"}', NULL, '\x314048761cb439280891ea4b85a6b0f8aaf5747cbeb77d51db289c6ad5e88fe3');
INSERT INTO gradus.events VALUES (2, 11, 'trial_ended', 38, '{"outcome":"diverged","reason":"😀 𝔘","step":862954005988784}', NULL, '\xb89bec5289efdd1a92c90e9fa469723febaec042ae1ae3cda6011c74f841c561');
INSERT INTO gradus.events VALUES (2, 12, 'test_read', 2147483647, '{"loss":-0.4366242075044182,"metrics":{"accuracy":0.0}}', NULL, '\x77b0e6aa4a18f53857a0987a02937b49cbe7a488ee57402844a50a69188ab426');
INSERT INTO gradus.events VALUES (2, 13, 'search_closed', NULL, '{"reason":"two\nlines\tand a tab","halted":false}', NULL, '\x5d90237c94fc68a7698b1f2eddcf5e11134f0400248d980cb4ff4d2033b58c03');
INSERT INTO gradus.events VALUES (2, 14, 'search_extended', NULL, '{"trials":471,"epochs":79}', NULL, '\x5629d2a9dd48e479ab159b95c2e129d5e977506a0c733d79c5ce41bc0fe759d0');
INSERT INTO gradus.events VALUES (2, 15, 'trial_proposed', 16, '{"purpose":"search","replicate":27,"configuration":{"choice1":"Lernrate größer als ½","integer3":-955846807035348376,"integer4":4139462308500976251,"real2":-0.770281217862599,"real5":0.8211432764866483},"seeds":{"init":6416997003134429673,"data":-9223372036854775808},"stepsPerEpoch":9223372036854775807,"untilEpoch":800,"proposedBy":"معدل التعلم","reason":"''); DROP TABLE trial_event; --"}', NULL, '\xcfb20617bbe8b25dbb9564f34a33e85feaa12dc95d4dd55e2e62748c04804970');
INSERT INTO gradus.events VALUES (2, 16, 'curve_extended', 41, '{"points":11,"worker":"two\nlines\tand a tab","elapsedMillis":229033759022,"checkpoint":{"sha256":"ad577581b44302c67716d2687ff980ad9179931cb9527cbb27275c78e3a3f58e","bytes":651313726250},"metrics":[{"point":7,"split":"validation","values":{"''); DROP TABLE trial_event; --":0.303640298645129}},{"point":8,"split":"validation","values":{"η → ∞":0.0}}]}', '\x00000000000001e400000000000004bc000000000000065400000000000008df00000000000009d80000000000000d300000000000000f66000000000000107800000000000011b000000000000012b400000000000015a33ff85bea5cc0455d3fd77f0c5ced138e3fe459bd4d0f20573fd9b87c554fbe1f7fefffffffffffff00000000000000013ff1a7ad768f3f0d7fefffffffffffff3fd55555555555553ffb824e2a719e333fef046579662e2e3fb999999999999a3fb999999999999a00100000000000003fec3b24bc0d13303fecdede7921cec1bfcfa0df67b9a23740050421379e97703fd7f1936ed9228d00100000000000003f7e6f660644faf2bfd9f9cac10203b8ffffffffffffffff7fefffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3fe12d77879587713fe8549e21bcfbe0ffffffffffffffffc0009c63e641e82dffffffffffffffff3fe23bd9153c66e5ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3fd5555555555555ffffffffffffffff3ff0000000000001ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffbfd73cb752ae611ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff0000000000000ffffffffffffffffffffffffffffffff', '\x850bdcf88157877ca9e9ea445a28287dd1724611a73f1efe5131c3532510ae5f');
INSERT INTO gradus.events VALUES (2, 17, 'decision_made', 47, '{"verdict":"hold","untilEpoch":53,"reason":"it''s \"quoted\", \\ and %s"}', NULL, '\xd8506911e86bae61a05a8a8d92cbab39dbe0ca364fce2473bca05053c4b7de02');
INSERT INTO gradus.events VALUES (2, 18, 'trial_ended', 50, '{"outcome":"stopped","reason":"Lernrate größer als ½","epoch":411}', NULL, '\xd53a14551a7a60751d5677b5d5be9545038b2cb5f8d0ba43e0cd8de9ff0ed6fd');
INSERT INTO gradus.events VALUES (2, 19, 'test_read', 32, '{"loss":1.7976931348623157E308,"metrics":{"accuracy":-1.818713416662809}}', NULL, '\xc1d88005bf89befd33c36038e020ff0a80de1c2abf56f2f33fcec5487997ef47');
INSERT INTO gradus.events VALUES (2, 20, 'search_closed', NULL, '{"reason":"学习率太高","halted":false}', NULL, '\x529e9b886cb713f558d11ff8e80e54844b1f5ae490bcda905e0638394236f075');
INSERT INTO gradus.events VALUES (2, 21, 'search_extended', NULL, '{"trials":944,"epochs":28}', NULL, '\x5412e4f52ec10a45232f42462dd063ebee88a310e5110a28d578cbee9672e6b8');
INSERT INTO gradus.events VALUES (3, 1, 'trial_proposed', 32, '{"purpose":"sweep","replicate":37,"configuration":{"choice1":"plain","real2":1.7976931348623157E308,"real3":4.9E-324},"seeds":{"init":-8668512467949215094,"data":9223372036854775807},"sweep":{"minRate":4.9E-324,"maxRate":0.3333333333333333,"steps":532,"evaluateEvery":1},"stepsPerEpoch":4432,"untilEpoch":669,"proposedBy":"😀 𝔘","reason":"Lernrate größer als ½"}', NULL, '\x3d2a5e5e3ae14080258ed8ffb80a85026fbaec8dc0138d083193517ca46b4a1c');
INSERT INTO gradus.events VALUES (3, 2, 'curve_extended', 20, '{"points":14,"worker":"plain","elapsedMillis":625271899760,"checkpoint":{"sha256":"82e51de44e5837673867bb65d95a45279039acf0973b47fb450b19b33e9ea318","bytes":222359243909},"metrics":[{"point":1,"split":"validation","values":{"it''s \"quoted\", \\ and %s":-0.27393986975266316}},{"point":1,"split":"train","values":{"Lernrate größer als ½":"NaN"}},{"point":7,"split":"train","values":{"plain":"Infinity"}},{"point":9,"split":"train","values":{"学习率太高":1.2762494862428029}},{"point":12,"split":"validation","values":{"скорость":1.5245381511928542}}]}', '\x0000000000000212000000000000050f000000000000083300000000000008ba00000000000008e60000000000000ae70000000000000e5800000000000011a0000000000000128c00000000000012d400000000000013b600000000000013fa00000000000014da00000000000014e000000000000000013ff5156134194e543fee75d6662306513fe1b9e36e50fc1400000000000000013ff00000000000013ff755bbce618e873fb999999999999a3fd20ab77c2b299d3fd55555555555553fd91eec4946cf3c3fd55555555555557fefffffffffffff3fdf377b5fba192e3fc98cd319fb5df40000000000000001bfc3d89dd2d0926500000000000000003fd5555555555555bff64a66bd4ae6b67ff8000000000000fff00000000000007ff80000000000007fefffffffffffff00100000000000003fe90ea8e80dc88b3fd55555555555550010000000000000ffffffffffffffff3fc99472eba2b33bffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7ff0000000000000bfb432508bc2269c7ff8000000000000ffffffffffffffffffffffffffffffff3fd71aebb6e871dfbfc2fd47c89e6379ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7ff0000000000000bfef839243abe7c1fff0000000000000ffffffffffffffffffffffffffffffff3ff0a83c45066f56ffffffffffffffffffffffffffffffff8000000000000000ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3f215b5193c198b48000000000000000bfe4724a0c3a03c2ffffffffffffffffffffffffffffffffffffffffffffffff0000000000000000fffffffffffffffffff0000000000000ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3ff0000000000001ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3ff1959e4b0321dd', '\x3b453c1afb80bfdc4e1bf80dd026c59b6aa907f05596a30dc31edb0ab858bee5');
INSERT INTO gradus.events VALUES (3, 3, 'decision_made', 36, '{"verdict":"stop","untilEpoch":755,"reason":"two\nlines\tand a tab"}', NULL, '\x96e5ce5c1390f40543b039a25e512b322309fce17ce6bc401e312cd96ef64ee5');
INSERT INTO gradus.events VALUES (3, 4, 'trial_ended', 8, '{"outcome":"diverged","reason":"<b>&amp;</b>","step":824792216672059}', NULL, '\x4aa3f3bcb22a46a50b0b617a8a9b691667ed892f1b47e9a7db516d815fd7e9d6');
INSERT INTO gradus.events VALUES (3, 5, 'test_read', 11, '{"loss":0.15329035918084738,"metrics":{}}', NULL, '\x7ef537d5e71978fda0c35583cbaeea96ae8188102b6e2efe5c1e24440dac4586');
INSERT INTO gradus.events VALUES (3, 6, 'search_closed', NULL, '{"reason":"学习率太高","halted":true}', NULL, '\x3644476910513d4c5b59f2ee443efa630645b23d2a85cd8f6c104e5ceff09501');
INSERT INTO gradus.events VALUES (3, 7, 'search_extended', NULL, '{"trials":863,"epochs":68}', NULL, '\x2826f2a59dd1e91b0315073b3fdae24f075faf4a1061f3b2593f33ccfa942a1a');
INSERT INTO gradus.events VALUES (3, 8, 'trial_proposed', 18, '{"purpose":"sweep","replicate":61,"configuration":{},"seeds":{"init":-7687993036376756885,"data":-9223372036854775808},"sweep":{"minRate":4.9E-324,"maxRate":0.3333333333333333,"steps":644,"evaluateEvery":2},"stepsPerEpoch":9223372036854775807,"untilEpoch":893,"proposedBy":"скорость","reason":"plain"}', NULL, '\x27211213337e0868e265f43db7064eaf115aa3241e0ad32c71f76b82dde9bd15');
INSERT INTO gradus.events VALUES (3, 9, 'curve_extended', 49, '{"points":19,"worker":"学习率太高","elapsedMillis":249295148019,"checkpoint":{"sha256":"1e6d41067053783ed8b46ed5126a63295c926c74ddd607929b7c65ee6f066caf","bytes":108163492581},"metrics":[{"point":1,"split":"validation","values":{"<b>&amp;</b>":0.5711194352431905}},{"point":4,"split":"validation","values":{"η → ∞":-2.449358018426693}},{"point":9,"split":"validation","values":{"学习率太高":0.1454447599960632}},{"point":10,"split":"train","values":{"скорость":0.0}},{"point":15,"split":"validation","values":{"''); DROP TABLE trial_event; --":1.0000000000000002}}]}', '\x00000000000003d1000000000000051100000000000008010000000000000bc80000000000000dc9000000000000113600000000000011e800000000000014e100000000000018590000000000001b000000000000001ba00000000000001f840000000000002178000000000000254a00000000000028d0000000000000298f0000000000002a1e0000000000002da000000000000030df3fe5553c339029fd3fc8fbb17707b5493fb999999999999a3febfb3b45b1febc3ff6f7c087ab8c503ff2a337d730d5e33ff6d76deb4e31f53fb999999999999a3fce04b052b2dbcd3ff090579222961a400531a81d98e3373ff933ace90d35c540033176538994f83fd55555555555553fe20ce5b7a94ff03fff12c91d9f3dad3ff53e04c168e33c00000000000000014000348c110aab483fd55555555555557ff8000000000000c00615550af38f6f7ff00000000000003fd55555555555554007dc7dda166c7fbff082d952966dbb3fe0418bfe57ae913fe6a063c51e5a8300100000000000003f8b237974ef0af03fea6281bdf74f7a00000000000000014004a42dfc3927153ff000000000000100000000000000010000000000000000bfd84499de69f60c0010000000000000ffffffffffffffff7ff8000000000000ffffffffffffffff00000000000000000000000000000000ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3ff00000000000013fd5555555555555ffffffffffffffff3fb47b51203322b3ffffffffffffffffffffffffffffffffbfeb5ac5d2b06ab2fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff0000000000000ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffbf99dbba0ca1d19bffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3fb999999999999affffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffffffffffffffffffffffffffbfeae2802af15589ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffbfeb97a52c389ce0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7fefffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff', '\x08f91b37fcfb0ee4c82f761d5d4eae5d7cbcde157e066674e19b1fdad85d7212');
INSERT INTO gradus.events VALUES (3, 10, 'decision_made', 2, '{"verdict":"stop","untilEpoch":390,"reason":"😀 𝔘"}', NULL, '\xbb7a0b0e25e9e3b2566969963a4c67e31223b45c7766ae975e34e4a4744178f6');
INSERT INTO gradus.events VALUES (3, 11, 'trial_ended', 38, '{"outcome":"diverged","reason":"😀 𝔘","step":862954005988784}', NULL, '\x75646567ce1af4b4b8168921e0d099db2b5e6540ca58b30551bd710f5faee5c1');
INSERT INTO gradus.events VALUES (3, 12, 'test_read', 2147483647, '{"loss":-0.4366242075044182,"metrics":{"accuracy":0.0}}', NULL, '\x20706dac9c57e707ec0045b5a559974d6dd4525f4db5e7265b96e75820f14298');
INSERT INTO gradus.events VALUES (3, 13, 'search_closed', NULL, '{"reason":"two\nlines\tand a tab","halted":false}', NULL, '\x45527ba1b0989437e00bba99246d3d4d968acbd90058d9461d820709ad9668ef');
INSERT INTO gradus.events VALUES (3, 14, 'search_extended', NULL, '{"trials":471,"epochs":79}', NULL, '\x2ab2bf510d3d2c3e978aa9d279b45f70f06c88a8609434ea805a28843649dfc7');
INSERT INTO gradus.events VALUES (3, 15, 'trial_proposed', 16, '{"purpose":"search","replicate":27,"configuration":{"choice1":"Lernrate größer als ½","integer3":-955846807035348376,"integer4":4139462308500976251,"real2":-0.770281217862599,"real5":0.8211432764866483},"seeds":{"init":6416997003134429673,"data":-9223372036854775808},"stepsPerEpoch":9223372036854775807,"untilEpoch":800,"proposedBy":"معدل التعلم","reason":"''); DROP TABLE trial_event; --"}', NULL, '\x22ceb88481859e50999228cbf67860e2bc0d324df1e84946f25550d090ce8a6a');
INSERT INTO gradus.events VALUES (3, 16, 'curve_extended', 41, '{"points":11,"worker":"two\nlines\tand a tab","elapsedMillis":229033759022,"checkpoint":{"sha256":"ad577581b44302c67716d2687ff980ad9179931cb9527cbb27275c78e3a3f58e","bytes":651313726250},"metrics":[{"point":7,"split":"validation","values":{"''); DROP TABLE trial_event; --":0.303640298645129}},{"point":8,"split":"validation","values":{"η → ∞":0.0}}]}', '\x00000000000001e400000000000004bc000000000000065400000000000008df00000000000009d80000000000000d300000000000000f66000000000000107800000000000011b000000000000012b400000000000015a33ff85bea5cc0455d3fd77f0c5ced138e3fe459bd4d0f20573fd9b87c554fbe1f7fefffffffffffff00000000000000013ff1a7ad768f3f0d7fefffffffffffff3fd55555555555553ffb824e2a719e333fef046579662e2e3fb999999999999a3fb999999999999a00100000000000003fec3b24bc0d13303fecdede7921cec1bfcfa0df67b9a23740050421379e97703fd7f1936ed9228d00100000000000003f7e6f660644faf2bfd9f9cac10203b8ffffffffffffffff7fefffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3fe12d77879587713fe8549e21bcfbe0ffffffffffffffffc0009c63e641e82dffffffffffffffff3fe23bd9153c66e5ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3fd5555555555555ffffffffffffffff3ff0000000000001ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffbfd73cb752ae611ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff0000000000000ffffffffffffffffffffffffffffffff', '\x366fd93e88fa19c2da5e4e3346e289827a4c321570e25100635efbc2610a7f54');
INSERT INTO gradus.events VALUES (3, 17, 'decision_made', 47, '{"verdict":"hold","untilEpoch":53,"reason":"it''s \"quoted\", \\ and %s"}', NULL, '\xede1122c3ec5358d14f4a443b6fb28549fbc6914e1eb1fc8590c47e2ff942a5c');
INSERT INTO gradus.events VALUES (3, 18, 'trial_ended', 50, '{"outcome":"stopped","reason":"Lernrate größer als ½","epoch":411}', NULL, '\x09558580974269dc247905191f7cf95e1caef4168ae71ae3808a6b1526342adf');
INSERT INTO gradus.events VALUES (3, 19, 'test_read', 32, '{"loss":1.7976931348623157E308,"metrics":{"accuracy":-1.818713416662809}}', NULL, '\xcf65eafdfd5bbe82e3797b8cb0a09f1031ff95b77a391c5bef427f68d0162502');
INSERT INTO gradus.events VALUES (3, 20, 'search_closed', NULL, '{"reason":"学习率太高","halted":false}', NULL, '\x7db36563fc086f6e55e550ce5dcc77984d3471a76020b6053b2221a454dc8ad3');
INSERT INTO gradus.events VALUES (3, 21, 'search_extended', NULL, '{"trials":944,"epochs":28}', NULL, '\xafed81b58673c224640be71a5b18e064f8454a4e106c7fe07ce6026ecf5275c7');
INSERT INTO gradus.schema_version VALUES (2);
INSERT INTO gradus.studies OVERRIDING SYSTEM VALUE VALUES (1, 'plain', '{"space":[{"name":"learningRate","domain":{"kind":"real","min":1.0E-5,"max":1.0,"scale":"log"}}],"objective":{"figure":"validationLoss","maximize":false},"budget":{"trials":8,"epochs":3},"settings":{"strategy":"random","policy":"full","planReason":"chosen by the user","schedule":"constant","seed":0,"finalists":1,"replicates":0,"recordEvery":1},"provenance":{"trainer":"test","trainerFingerprint":"test 1","details":{}}}', '\x15c050c6056c52efeff1fb060971fe1a2b48477f8941fb4f9f3fd29de7b9bf70', 21, '\x76862dfd63c1e1d4a86fedc8b89c6ec5524fdb970e998c8fd43942969da60222', '\x22fe1a4385259467005822927b52c67482f0d602e4867453743436a43fbd0655');
INSERT INTO gradus.studies OVERRIDING SYSTEM VALUE VALUES (2, 'elaborate', '{"space":[{"name":"learningRate","domain":{"kind":"real","min":2.2250738585072014E-308,"max":1.7976931348623155E308,"scale":"log"}},{"name":"momentum","domain":{"kind":"real","min":-0.0,"max":0.3333333333333333,"scale":"linear"}},{"name":"batch","domain":{"kind":"integer","min":16,"max":256,"scale":"log"}},{"name":"offset","domain":{"kind":"integer","min":-9007199254740992,"max":9007199254740992,"scale":"linear"}},{"name":"updater","domain":{"kind":"categorical","values":["sgd","adam","größer; \"β\" 学"]}},{"name":"beta","domain":{"kind":"real","min":1.0E-7,"max":0.1,"scale":"log"},"condition":{"parameter":"updater","values":["adam","größer; \"β\" 学"]}},{"name":"only64","domain":{"kind":"real","min":0.0,"max":1.0,"scale":"linear"},"condition":{"parameter":"batch","values":[64,128]}}],"objective":{"figure":"validationTopFive","maximize":true},"budget":{"epochs":7,"totalEpochs":9223372036854775807},"settings":{"strategy":"quasi-random","policy":"keep-best","planReason":"η < 2/λ_max;\nzwei Zeilen","schedule":"cosine","seed":-9223372036854775808,"finalists":5,"replicates":2,"recordEvery":100,"baseline":{"batch":64,"learningRate":0.001,"updater":"adam"},"round":3},"provenance":{"trainer":"dl4j","trainerFingerprint":"sha 学","details":{"command line":"--name ''x''","java":"17.0.2","leer":""}}}', '\x79dd7dbdecf650aa10e1c2429835fed7d4ee43019b81cf2e9a2b3b7715ec446f', 21, '\x5412e4f52ec10a45232f42462dd063ebee88a310e5110a28d578cbee9672e6b8', '\x79e6dffb8eb344caac14fca10a1bdc3ce82e3758ada4bc23205b3472c609ae71');
INSERT INTO gradus.studies OVERRIDING SYSTEM VALUE VALUES (3, 'warm', '{"space":[{"name":"learningRate","domain":{"kind":"real","min":2.2250738585072014E-308,"max":1.7976931348623155E308,"scale":"log"}},{"name":"momentum","domain":{"kind":"real","min":-0.0,"max":0.3333333333333333,"scale":"linear"}},{"name":"batch","domain":{"kind":"integer","min":16,"max":256,"scale":"log"}},{"name":"offset","domain":{"kind":"integer","min":-9007199254740992,"max":9007199254740992,"scale":"linear"}},{"name":"updater","domain":{"kind":"categorical","values":["sgd","adam","größer; \"β\" 学"]}},{"name":"beta","domain":{"kind":"real","min":1.0E-7,"max":0.1,"scale":"log"},"condition":{"parameter":"updater","values":["adam","größer; \"β\" 学"]}},{"name":"only64","domain":{"kind":"real","min":0.0,"max":1.0,"scale":"linear"},"condition":{"parameter":"batch","values":[64,128]}}],"objective":{"figure":"validationTopFive","maximize":true},"budget":{"epochs":7,"totalEpochs":9223372036854775807},"settings":{"strategy":"quasi-random","policy":"keep-best","planReason":"η < 2/λ_max;\nzwei Zeilen","schedule":"cosine","seed":-9223372036854775808,"finalists":5,"replicates":2,"recordEvery":100,"baseline":{"batch":64,"learningRate":0.001,"updater":"adam"},"round":3},"provenance":{"trainer":"dl4j","trainerFingerprint":"sha 学","details":{"command line":"--name ''x''","java":"17.0.2","leer":""}},"warmStart":{"first":[{"reason":"η 学","configuration":{"batch":64,"beta":1.0E-7,"learningRate":0.001,"momentum":-0.0,"offset":-9007199254740992,"only64":1.0,"updater":"adam"}},{"reason":"the user''s own","configuration":{"batch":64,"beta":1.0E-7,"learningRate":0.001,"momentum":0.1,"offset":-9007199254740992,"only64":1.0,"updater":"adam"}}],"prior":[{"weight":0.3333333333333333,"configuration":{"batch":64,"beta":1.0E-7,"learningRate":0.001,"momentum":-0.0,"offset":-9007199254740992,"only64":1.0,"updater":"adam"}},{"weight":2.0,"configuration":{"batch":64,"beta":1.0E-7,"learningRate":0.001,"momentum":0.1,"offset":-9007199254740992,"only64":1.0,"updater":"adam"}}]}}', '\xbf358b7f756ccf120b7c38c13b63fbdb682db5ae3685d8bbbdbb3cecd404dd23', 21, '\xafed81b58673c224640be71a5b18e064f8454a4e106c7fe07ce6026ecf5275c7', '\x316b979e6569191fd57708d1ef83b380ae2facf715a00931d810672f0a4734da');
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
