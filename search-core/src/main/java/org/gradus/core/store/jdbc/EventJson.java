package org.gradus.core.store.jdbc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.OptionalInt;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.trial.CheckpointRef;
import org.gradus.core.trial.Decision;
import org.gradus.core.trial.Outcome;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.Score;
import org.gradus.core.trial.Seeds;
import org.gradus.core.trial.Sweep;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialPlan;
import org.gradus.core.trial.TrialPurpose;
import org.gradus.core.trial.Verdict;
import org.jspecify.annotations.Nullable;

/** Events as rows of JSON and packed curves. What it wrote once it reads forever; fields it does not know it passes over. */
final class EventJson {
    private EventJson() {}

    static StoredEvent write(TrialEvent event) {
        ObjectNode payload = Fields.newObject();
        byte @Nullable [] curve = null;
        switch (event.kind()) {
            case TRIAL_PROPOSED -> write((TrialEvent.TrialProposed) event, payload);
            case CURVE_EXTENDED -> {
                TrialEvent.CurveExtended extended = (TrialEvent.CurveExtended) event;
                write(extended, payload);
                curve = PackedCurve.of(extended.points()).columns();
            }
            case DECISION_MADE -> write(((TrialEvent.DecisionMade) event).decision(), payload);
            case TRIAL_ENDED -> write(((TrialEvent.TrialEnded) event).outcome(), payload);
            case TEST_READ -> write(((TrialEvent.TestRead) event).evaluation(), payload);
            case TRIAL_LEASED -> {
                TrialEvent.TrialLeased leased = (TrialEvent.TrialLeased) event;
                payload.put("from", leased.from().toString())
                        .put("until", leased.until().toString());
            }
            case SEARCH_CLOSED -> {
                TrialEvent.SearchClosed closed = (TrialEvent.SearchClosed) event;
                payload.put("reason", closed.reason()).put("halted", closed.halted());
            }
            case SEARCH_EXTENDED -> {
                TrialEvent.SearchExtended extended = (TrialEvent.SearchExtended) event;
                StudyJson.write(extended.budget(), payload);
                StudyJson.write(extended.stopRules(), payload);
            }
        }
        OptionalInt trial = event.about().map(id -> OptionalInt.of(id.number())).orElse(OptionalInt.empty());
        return new StoredEvent(Fields.word(event.kind()), trial, Fields.write(payload), curve);
    }

    private static void write(TrialEvent.TrialProposed event, ObjectNode payload) {
        TrialPlan plan = event.plan();
        payload.put("purpose", Fields.word(plan.purpose()));
        plan.replicateOf().ifPresent(finalist -> payload.put("replicateOf", finalist.number()));
        payload.put("replicate", plan.replicate());
        SpaceJson.write(plan.configuration(), payload.putObject("configuration"));
        payload.putObject("seeds")
                .put("init", plan.seeds().init())
                .put("data", plan.seeds().data());
        plan.sweep()
                .ifPresent(sweep -> payload.putObject("sweep")
                        .put("minRate", sweep.minRate())
                        .put("maxRate", sweep.maxRate())
                        .put("steps", sweep.steps())
                        .put("evaluateEvery", sweep.evaluateEvery()));
        payload.put("stepsPerEpoch", plan.stepsPerEpoch())
                .put("untilEpoch", event.untilEpoch())
                .put("proposedBy", plan.proposedBy())
                .put("reason", plan.reason());
    }

    private static void write(TrialEvent.CurveExtended event, ObjectNode payload) {
        payload.put("points", event.points().size())
                .put("worker", event.worker())
                .put("elapsedMillis", event.elapsedMillis());
        if (event.handedBack()) {
            payload.put("handedBack", true);
        }
        event.checkpoint()
                .ifPresent(checkpoint -> payload.putObject("checkpoint")
                        .put("sha256", checkpoint.sha256())
                        .put("bytes", checkpoint.bytes()));
        PackedCurve.writeOtherMetrics(event.points(), payload);
    }

    private static void write(Decision decision, ObjectNode payload) {
        payload.put("verdict", Fields.word(decision.verdict()))
                .put("untilEpoch", decision.untilEpoch())
                .put("reason", decision.reason());
    }

    private static void write(Outcome outcome, ObjectNode payload) {
        payload.put("outcome", outcome.kind().word()).put("reason", outcome.reason());
        switch (outcome.kind()) {
            case COMPLETED ->
                ((Outcome.Completed) outcome)
                        .score()
                        .ifPresent(score -> payload.putObject("score")
                                .put("value", score.value())
                                .put("epoch", score.epoch()));
            case STOPPED -> payload.put("epoch", ((Outcome.Stopped) outcome).epoch());
            case DIVERGED -> payload.put("step", ((Outcome.Diverged) outcome).step());
            case FAILED -> payload.put("stackTrace", ((Outcome.Failed) outcome).stackTrace());
        }
    }

    private static void write(Evaluation evaluation, ObjectNode payload) {
        Fields.put(payload, "loss", evaluation.loss());
        Fields.put(payload.putObject("metrics"), evaluation.metrics());
    }

    /**
     * The event of a row.
     *
     * @throws IllegalArgumentException if there is none in it
     */
    static TrialEvent read(StoredEvent row) {
        Fields payload = Fields.parse(row.payload());
        TrialEvent.Kind kind = Fields.fromWord(TrialEvent.Kind.class, row.kind());
        return switch (kind) {
            case TRIAL_PROPOSED ->
                new TrialEvent.TrialProposed(readPlan(trial(row), payload), payload.whole("untilEpoch"));
            case CURVE_EXTENDED -> readCurve(trial(row), payload, row.curve());
            case DECISION_MADE ->
                new TrialEvent.DecisionMade(new Decision(
                        trial(row),
                        payload.word(Verdict.class, "verdict"),
                        payload.whole("untilEpoch"),
                        payload.text("reason")));
            case TRIAL_ENDED -> new TrialEvent.TrialEnded(trial(row), readOutcome(payload));
            case TEST_READ ->
                new TrialEvent.TestRead(
                        trial(row),
                        new Evaluation(
                                payload.number("loss"), payload.inner("metrics").numbers()));
            case TRIAL_LEASED ->
                new TrialEvent.TrialLeased(trial(row), instant("from", payload), instant("until", payload));
            case SEARCH_CLOSED -> new TrialEvent.SearchClosed(payload.text("reason"), payload.flag("halted"));
            case SEARCH_EXTENDED ->
                new TrialEvent.SearchExtended(StudyJson.readBudget(payload), payload.texts("stopRules"));
        };
    }

    private static Instant instant(String name, Fields payload) {
        try {
            return Instant.parse(payload.text(name));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("'" + name + "' is no moment: '" + payload.text(name) + "'", e);
        }
    }

    private static TrialId trial(StoredEvent row) {
        return new TrialId(row.trial()
                .orElseThrow(() -> new IllegalArgumentException("a " + row.kind() + " needs a trial, but has none")));
    }

    private static TrialPlan readPlan(TrialId trial, Fields payload) {
        Fields seeds = payload.inner("seeds");
        return new TrialPlan(
                trial,
                payload.word(TrialPurpose.class, "purpose"),
                payload.has("replicateOf") ? Optional.of(new TrialId(payload.whole("replicateOf"))) : Optional.empty(),
                payload.whole("replicate"),
                SpaceJson.readConfiguration(payload.inner("configuration")),
                new Seeds(seeds.integer("init"), seeds.integer("data")),
                payload.find("sweep")
                        .map(sweep -> new Sweep(
                                sweep.number("minRate"),
                                sweep.number("maxRate"),
                                sweep.whole("steps"),
                                sweep.has("evaluateEvery") ? sweep.whole("evaluateEvery") : 0)),
                payload.integer("stepsPerEpoch"),
                payload.text("proposedBy"),
                payload.text("reason"));
    }

    private static TrialEvent.CurveExtended readCurve(TrialId trial, Fields payload, byte @Nullable [] curve) {
        if (curve == null) {
            throw new IllegalArgumentException("a segment of a curve needs its columns, but has none");
        }
        return new TrialEvent.CurveExtended(
                trial,
                new PackedCurve(payload.whole("points"), curve).points(payload),
                payload.text("worker"),
                payload.integer("elapsedMillis"),
                payload.find("checkpoint").map(c -> new CheckpointRef(c.text("sha256"), c.integer("bytes"))),
                payload.has("handedBack") && payload.flag("handedBack"));
    }

    private static Outcome readOutcome(Fields payload) {
        String reason = payload.text("reason");
        return switch (payload.word(OutcomeKind.class, "outcome")) {
            case COMPLETED ->
                new Outcome.Completed(
                        payload.find("score").map(s -> new Score(s.number("value"), s.whole("epoch"))), reason);
            case STOPPED -> new Outcome.Stopped(payload.whole("epoch"), reason);
            case DIVERGED -> new Outcome.Diverged(payload.integer("step"), reason);
            case FAILED -> new Outcome.Failed(reason, payload.text("stackTrace"));
        };
    }
}
