package org.gradus.core.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.testkit.Events;
import org.gradus.core.testkit.Studies;
import org.gradus.core.trial.Decision;
import org.gradus.core.trial.Outcome;
import org.gradus.core.trial.Score;
import org.gradus.core.trial.Seeds;
import org.gradus.core.trial.Sweep;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialPlan;
import org.gradus.core.trial.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The form in which events lie in a store. The rows here are written by hand: they must be read forever. */
class StoredFormTest {
    private static final TrialId THREE = new TrialId(3);

    private static TrialEvent read(String kind, String payload) {
        return EventJson.read(new StoredEvent(kind, OptionalInt.of(3), payload, null));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void everyEventRoundTrips(long seed) {
        for (TrialEvent event : Events.ofEveryKind(seed, 20)) {
            assertThat(EventJson.read(EventJson.write(event))).isEqualTo(event);
        }
    }

    @Test
    void everyStudyRoundTrips() {
        for (StudyRecord study : Studies.all("学")) {
            assertThat(StudyJson.read(study.id(), StudyJson.write(study))).isEqualTo(study);
        }
    }

    @Test
    void studyIsRead() {
        StudyRecord plain = Studies.plain("s");
        String json = """
                {"space": [{"name": "learningRate", "domain": {"kind": "real", "min": 1.0E-5, "max": 1.0, "scale": "log"}}],
                 "objective": {"figure": "validationLoss", "maximize": false},
                 "budget": {"trials": 8, "epochs": 3},
                 "settings": {"strategy": "random", "policy": "full", "planReason": "chosen by the user",
                   "ranking": "generalization", "stopRules": [], "round": 0,
                   "schedule": "constant", "seed": 0, "finalists": 1, "replicates": 0, "recordEvery": 1, "later": [1]},
                 "provenance": {"trainer": "test", "trainerFingerprint": "test 1", "details": {}, "figures": {}},
                 "addedByALaterVersion": {"x": null}}
                """;
        assertThat(StudyJson.read(plain.id(), json)).isEqualTo(plain);
    }

    @Test
    void proposalIsRead() {
        String json = """
                {"purpose": "sweep", "replicate": 0, "configuration": {"batch": 64, "learningRate": 0.1, "updater": "größer"},
                 "seeds": {"init": -9223372036854775808, "data": 2}, "sweep": {"minRate": 1e-7, "maxRate": 10, "steps": 100},
                 "stepsPerEpoch": 10, "untilEpoch": 0, "proposedBy": "range-test", "reason": "a sweep", "later": true}
                """;
        Configuration configuration = Configuration.of(new LearningRate(0.1)).toBuilder()
                .set("batch", 64)
                .set("updater", "größer")
                .build();
        assertThat(read("trial_proposed", json))
                .isEqualTo(new TrialEvent.TrialProposed(
                        TrialPlan.sweep(
                                        THREE,
                                        configuration,
                                        new Sweep(1e-7, 10, 100),
                                        new Seeds(Long.MIN_VALUE, 2),
                                        10)
                                .proposedBy("range-test", "a sweep"),
                        0));
    }

    /** The bits of 1, 2, 0.5, 0.25 and NaN are those of IEEE 754. */
    @Test
    void curveIsRead() {
        String columns = "0000000000000001" + "000000000000000A" // steps
                + "3FF0000000000000" + "4000000000000000" // rates
                + "3FE0000000000000" + "7FF8000000000000" // batch losses
                + "FFFFFFFFFFFFFFFF" + "3FD0000000000000" // validation losses
                + "FFFFFFFFFFFFFFFF" + "3FE0000000000000"; // validation accuracies
        String payload = """
                {"points": 2, "worker": "local", "elapsedMillis": 7,
                 "metrics": [{"point": 1, "split": "validation", "values": {"f1": "Infinity"}}]}
                """;
        Evaluation evaluation = new Evaluation(0.25, Map.of(Evaluation.ACCURACY, 0.5, "f1", Double.POSITIVE_INFINITY));
        TrialEvent expected = new TrialEvent.CurveExtended(
                THREE,
                List.of(
                        CurvePoint.ofBatch(1, 1, 0.5),
                        new CurvePoint(10, 2, Double.NaN, Optional.empty(), Optional.of(evaluation))),
                "local",
                7,
                Optional.empty());
        byte[] curve = HexFormat.of().parseHex(columns);
        assertThat(EventJson.read(new StoredEvent("curve_extended", OptionalInt.of(3), payload, curve)))
                .isEqualTo(expected);
        assertThat(EventJson.write(expected).curve()).isEqualTo(curve);
    }

    @Test
    void decisionIsRead() {
        assertThat(read("decision_made", "{\"verdict\": \"hold\", \"untilEpoch\": 3, \"reason\": \"rank 4 of 5\"}"))
                .isEqualTo(new TrialEvent.DecisionMade(new Decision(THREE, Verdict.HOLD, 3, "rank 4 of 5")));
    }

    @Test
    void outcomesAreRead() {
        assertThat(read(
                        "trial_ended",
                        "{\"outcome\":\"completed\",\"reason\":\"r\",\"score\":{\"value\":-0.0,\"epoch\":2}}"))
                .isEqualTo(ended(new Outcome.Completed(Optional.of(new Score(-0.0, 2)), "r")));
        assertThat(read("trial_ended", "{\"outcome\":\"completed\",\"reason\":\"r\"}"))
                .isEqualTo(ended(new Outcome.Completed(Optional.empty(), "r")));
        assertThat(read("trial_ended", "{\"outcome\":\"stopped\",\"reason\":\"r\",\"epoch\":1}"))
                .isEqualTo(ended(new Outcome.Stopped(1, "r")));
        assertThat(read("trial_ended", "{\"outcome\":\"diverged\",\"reason\":\"r\",\"step\":9}"))
                .isEqualTo(ended(new Outcome.Diverged(9, "r")));
        assertThat(read("trial_ended", "{\"outcome\":\"failed\",\"reason\":\"r\",\"stackTrace\":\"s\"}"))
                .isEqualTo(ended(new Outcome.Failed("r", "s")));
    }

    private static TrialEvent ended(Outcome outcome) {
        return new TrialEvent.TrialEnded(THREE, outcome);
    }

    @Test
    void testIsRead() {
        assertThat(read("test_read", "{\"loss\": \"NaN\", \"metrics\": {\"accuracy\": 0.5, \"f1\": \"-Infinity\"}}"))
                .isEqualTo(new TrialEvent.TestRead(
                        THREE,
                        new Evaluation(Double.NaN, Map.of(Evaluation.ACCURACY, 0.5, "f1", Double.NEGATIVE_INFINITY))));
    }

    @Test
    void closingIsRead() {
        StoredEvent row = new StoredEvent(
                "search_closed", OptionalInt.empty(), "{\"reason\": \"all trials\", \"halted\": true}", null);
        assertThat(EventJson.read(row)).isEqualTo(new TrialEvent.SearchClosed("all trials", true));
    }

    @Test
    void whatIsMissingOrOfAnotherTypeIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("decision_made", "{\"verdict\": \"hold\", \"untilEpoch\": 3}"))
                .withMessageContaining("'reason'");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> read("decision_made", "{\"verdict\": \"hold\", \"untilEpoch\": 3.5, \"reason\": \"r\"}"))
                .withMessageContaining("'untilEpoch'")
                .withMessageContaining("3.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("test_read", "{\"loss\": \"much\", \"metrics\": {}}"))
                .withMessageContaining("'loss'");
        assertThatIllegalArgumentException().isThrownBy(() -> read("test_read", "{\"loss\": 1"));
        assertThatIllegalArgumentException().isThrownBy(() -> read("test_read", "[1]"));
        assertThatIllegalArgumentException().isThrownBy(() -> read("trial_paused", "{}"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("curve_extended", "{\"points\": 1, \"worker\": \"w\", \"elapsedMillis\": 1}"))
                .withMessageContaining("columns");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 8, 16, 23, 25})
    void columnsOfAnotherLengthAreRefused(int length) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PackedCurve(1, new byte[length]).points(Fields.parse("{}")))
                .withMessageContaining(length + " bytes");
    }
}
