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
 * @param rate its rate; empty but in the first line about it
 * @param what what was decided or happened
 * @param why the reason
 * @param trace the stack trace of a failure; else empty
 */
public record DecisionRow(int trial, String rate, String what, String why, String trace) {
    private DecisionRow(int trial, String rate, String what, String why) {
        this(trial, rate, what, why, "");
    }

    static List<DecisionRow> of(List<TrialFacts> trials, NumberFormats formats) {
        List<DecisionRow> lines = new ArrayList<>();
        for (TrialFacts trial : trials) {
            lines.addAll(of(trial, formats));
        }
        return lines;
    }

    private static List<DecisionRow> of(TrialFacts facts, NumberFormats formats) {
        Trial trial = facts.trial();
        int id = trial.id().number();
        List<DecisionRow> lines = new ArrayList<>();
        String rate =
                trial.purpose() == TrialPurpose.SWEEP ? "sweep" : formats.rate().of(trial);
        lines.add(new DecisionRow(id, rate, proposed(trial), trial.plan().reason()));
        for (Decision decision : trial.decisions()) {
            lines.add(new DecisionRow(id, "", words(decision), decision.reason()));
        }
        if (trial.ended() && !isSaid(lines, facts)) {
            lines.add(new DecisionRow(id, "", facts.outcome(), facts.outcomeReason(), trace(trial)));
        }
        return lines;
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
