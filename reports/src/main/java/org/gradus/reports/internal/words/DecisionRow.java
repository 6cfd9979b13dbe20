package org.gradus.reports.internal.words;

import java.util.ArrayList;
import java.util.List;
import org.gradus.core.trial.Decision;
import org.gradus.core.trial.Outcome;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialPurpose;
import org.gradus.reports.internal.facts.TrialFacts;

/**
 * Something that was decided, with its reason.
 *
 * @param trial the trial's number
 * @param candidate the number of the trial that it repeats, or its own
 * @param rate its rate
 * @param key the rate as a number; empty where it has none
 * @param what what was decided or happened
 * @param why the reason
 * @param trace the stack trace of a failure; else empty
 */
public record DecisionRow(int trial, int candidate, String rate, String key, String what, String why, String trace) {

    static List<DecisionRow> of(List<TrialFacts> trials, NumberFormats formats) {
        List<DecisionRow> lines = new ArrayList<>();
        for (TrialFacts trial : trials) {
            lines.addAll(of(trial, formats));
        }
        return lines;
    }

    private static List<DecisionRow> of(TrialFacts facts, NumberFormats formats) {
        Trial trial = facts.trial();
        List<DecisionRow> lines = new ArrayList<>();
        lines.add(line(trial, formats, proposed(trial), trial.plan().reason(), ""));
        for (Decision decision : trial.decisions()) {
            lines.add(line(trial, formats, words(decision), decision.reason(), ""));
        }
        if (trial.ended() && !isSaid(lines, facts)) {
            lines.add(line(trial, formats, facts.outcome(), facts.outcomeReason(), trace(trial)));
        }
        return lines;
    }

    private static DecisionRow line(Trial trial, NumberFormats formats, String what, String why, String trace) {
        boolean sweep = trial.purpose() == TrialPurpose.SWEEP;
        return new DecisionRow(
                trial.id().number(),
                trial.plan().replicateOf().orElse(trial.id()).number(),
                sweep ? "sweep" : formats.rate().of(trial),
                sweep
                        ? ""
                        : trial.learningRate()
                                .map(rate -> Double.toString(rate.value()))
                                .orElse(""),
                what,
                why,
                trace);
    }

    /** Whether the last decision says already why the trial ended. */
    private static boolean isSaid(List<DecisionRow> lines, TrialFacts facts) {
        return facts.trial().ended(OutcomeKind.STOPPED)
                && lines.get(lines.size() - 1).why().equals(facts.outcomeReason());
    }

    private static String trace(Trial trial) {
        return trial.outcome()
                .map(o -> o instanceof Outcome.Failed failed ? failed.stackTrace() : "")
                .orElse("");
    }

    private static String proposed(Trial trial) {
        return switch (trial.purpose()) {
            case SEARCH -> "proposed by " + trial.plan().proposedBy();
            case SWEEP -> "range test by " + trial.plan().proposedBy();
            case REPLICATE -> "trained again, seed " + trial.plan().replicate();
            case BASELINE -> "baseline";
        };
    }

    private static String words(Decision decision) {
        return switch (decision.verdict()) {
            case CONTINUE -> "goes on to epoch " + decision.untilEpoch();
            case HOLD -> "held at epoch " + decision.untilEpoch();
            case STOP -> "stopped at epoch " + decision.untilEpoch();
        };
    }
}
