package org.gradus.core.testkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.internal.Texts;
import org.gradus.core.study.StudyBudget;
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

/**
 * Generates events of every kind with all values that their types permit: numbers at the edges of double and long, NaN, ±∞,
 * −0.0, text of many scripts, quotes, line breaks. What they say together makes no sense; each alone is valid.
 */
public final class Events {
    private static final double[] AWKWARD = {
        0.0,
        -0.0,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.MIN_VALUE,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        Double.MIN_NORMAL,
        0.1,
        1.0 / 3,
        Math.nextUp(1.0)
    };
    private static final String[] TEXTS = {
        "plain",
        "Lernrate größer als ½",
        "学习率太高",
        "معدل التعلم",
        "скорость",
        "η → ∞",
        "😀 𝔘",
        "it's \"quoted\", \\ and %s",
        "two\nlines\tand a tab",
        "<b>&amp;</b>",
        "'); DROP TABLE trial_event; --"
    };

    private final RandomGenerator random;

    private Events(RandomGenerator random) {
        this.random = random;
    }

    /** Events of every kind, each kind several times. */
    public static List<TrialEvent> ofEveryKind(long seed, int perKind) {
        return of(EnumSet.allOf(TrialEvent.Kind.class), seed, perKind);
    }

    /** Events of these kinds, each kind several times. */
    public static List<TrialEvent> of(Set<TrialEvent.Kind> kinds, long seed, int perKind) {
        Events events = new Events(new SplittableRandom(seed));
        List<TrialEvent> all = new ArrayList<>();
        for (int i = 0; i < perKind; i++) {
            for (TrialEvent.Kind kind : kinds) {
                all.add(events.of(kind));
            }
        }
        return all;
    }

    /** Events whose texts are as long and as strange as they may be. */
    public static List<TrialEvent> ofTexts() {
        TrialId id = new TrialId(1);
        String longest = "\ud83d\ude00".repeat(Texts.LONGEST_STACK_TRACE);
        Evaluation evaluation =
                new Evaluation(1, Map.of("\ud83d\ude00", 1.0, "m".repeat(Texts.LONGEST_NAME), Double.NaN));
        return List.of(
                new TrialEvent.TrialEnded(id, new Outcome.Failed(Studies.STRANGE, Studies.STRANGE)),
                new TrialEvent.TrialEnded(id, new Outcome.Failed(longest, longest)),
                new TrialEvent.DecisionMade(new Decision(id, Verdict.HOLD, 1, longest)),
                new TrialEvent.SearchClosed(longest, false),
                new TrialEvent.SearchExtended(StudyBudget.of(1, 1), List.of("target 0.92", "größer; \"β\" 学")),
                new TrialEvent.TestRead(id, evaluation),
                new TrialEvent.CurveExtended(
                        id,
                        List.of(new CurvePoint(1, 1, 1, Optional.of(evaluation), Optional.of(evaluation))),
                        Studies.STRANGE,
                        1,
                        Optional.empty()));
    }

    /** A training segment of n points, every hundredth of them evaluated. */
    public static TrialEvent.CurveExtended longCurve(long seed, int points) {
        return new Events(new SplittableRandom(seed)).extended(points);
    }

    private TrialEvent of(TrialEvent.Kind kind) {
        return switch (kind) {
            case TRIAL_PROPOSED -> new TrialEvent.TrialProposed(plan(), random.nextInt(1000));
            case CURVE_EXTENDED -> extended(random.nextInt(20));
            case DECISION_MADE -> new TrialEvent.DecisionMade(decision());
            case TRIAL_ENDED -> new TrialEvent.TrialEnded(id(), outcome());
            case TEST_READ -> new TrialEvent.TestRead(id(), evaluation());
            case TRIAL_LEASED ->
                new TrialEvent.TrialLeased(
                        id(),
                        Instant.ofEpochMilli(random.nextLong(1L << 42)),
                        Instant.ofEpochMilli(random.nextLong(1L << 42)));
            case SEARCH_CLOSED -> new TrialEvent.SearchClosed(text(), random.nextBoolean());
            case SEARCH_EXTENDED ->
                new TrialEvent.SearchExtended(
                        StudyBudget.of(1 + random.nextInt(1000), 1 + random.nextInt(100)), List.of());
        };
    }

    private TrialPlan plan() {
        TrialPurpose purpose = TrialPurpose.values()[random.nextInt(TrialPurpose.values().length)];
        return new TrialPlan(
                id(),
                purpose,
                purpose == TrialPurpose.REPLICATE ? Optional.of(id()) : Optional.empty(),
                random.nextInt(100),
                configuration(),
                new Seeds(random.nextLong(), random.nextBoolean() ? Long.MIN_VALUE : Long.MAX_VALUE),
                purpose == TrialPurpose.SWEEP
                        ? Optional.of(new Sweep(Double.MIN_VALUE, 1.0 / 3, 2 + random.nextInt(1000), random.nextInt(3)))
                        : Optional.empty(),
                random.nextBoolean() ? Long.MAX_VALUE : 1 + random.nextInt(10_000),
                text(),
                text());
    }

    private Configuration configuration() {
        Configuration.Builder builder = Configuration.builder();
        for (int i = random.nextInt(6); i > 0; i--) {
            switch (random.nextInt(3)) {
                case 0 -> builder.set("real" + i, finite());
                case 1 -> builder.set("integer" + i, random.nextLong());
                default -> builder.set("choice" + i, text());
            }
        }
        return builder.build();
    }

    private TrialEvent.CurveExtended extended(int size) {
        List<CurvePoint> points = new ArrayList<>();
        long step = -1;
        for (int i = 0; i < size; i++) {
            step += 1 + random.nextInt(1000);
            boolean evaluated = size < 100 ? random.nextBoolean() : i % 100 == 0;
            points.add(new CurvePoint(
                    step,
                    positive(),
                    any(),
                    evaluated && random.nextBoolean() ? Optional.of(evaluation()) : Optional.empty(),
                    evaluated ? Optional.of(evaluation()) : Optional.empty()));
        }
        return new TrialEvent.CurveExtended(
                id(), points, text(), random.nextLong(1L << 40), checkpoint(), size % 7 == 3);
    }

    private Optional<CheckpointRef> checkpoint() {
        if (random.nextBoolean()) {
            return Optional.empty();
        }
        byte[] hash = new byte[32];
        random.nextBytes(hash);
        return Optional.of(new CheckpointRef(HexFormat.of().formatHex(hash), random.nextLong(1L << 40)));
    }

    private Decision decision() {
        Verdict verdict = Verdict.values()[random.nextInt(Verdict.values().length)];
        return new Decision(id(), verdict, random.nextInt(1000), text());
    }

    private Outcome outcome() {
        OutcomeKind kind = OutcomeKind.values()[random.nextInt(OutcomeKind.values().length)];
        return switch (kind) {
            case COMPLETED ->
                new Outcome.Completed(
                        random.nextBoolean()
                                ? Optional.of(new Score(finite(), random.nextInt(1000)))
                                : Optional.empty(),
                        text());
            case STOPPED -> new Outcome.Stopped(random.nextInt(1000), text());
            case DIVERGED -> new Outcome.Diverged(random.nextLong(1L << 50), text());
            case FAILED -> new Outcome.Failed(text(), random.nextBoolean() ? "" : text() + "\n\tat " + text());
        };
    }

    private Evaluation evaluation() {
        Map<String, Double> metrics = new TreeMap<>();
        if (random.nextBoolean()) {
            metrics.put(Evaluation.ACCURACY, any());
        }
        if (random.nextInt(4) == 0) {
            metrics.put(text(), any());
        }
        return new Evaluation(any(), metrics);
    }

    private TrialId id() {
        return new TrialId(random.nextInt(10) == 0 ? Integer.MAX_VALUE : 1 + random.nextInt(50));
    }

    private String text() {
        return TEXTS[random.nextInt(TEXTS.length)];
    }

    private double any() {
        return random.nextBoolean() ? AWKWARD[random.nextInt(AWKWARD.length)] : random.nextGaussian();
    }

    private double finite() {
        double value = any();
        return Double.isFinite(value) ? value : random.nextGaussian();
    }

    private double positive() {
        double value = Math.abs(finite());
        return value > 0 ? value : 1e-7;
    }
}
