package org.gradus.reports.internal.words;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.TrialPurpose;
import org.gradus.reports.internal.facts.StudyFacts;
import org.gradus.reports.internal.facts.TrialFacts;

/**
 * What one kind of training cost, in words.
 *
 * @param what the kind: {@code candidates that diverged}
 * @param trials how many there were
 * @param epochs what they cost
 * @param share the share of all epochs
 * @param bar the same in percent, 0 to 100
 * @param time how long they took, added up over workers
 */
public record SpentRow(String what, int trials, String epochs, String share, String bar, String time) {
    static List<SpentRow> of(StudyFacts facts) {
        double all = facts.result().epochsSpent();
        List<SpentRow> rows = new ArrayList<>();
        List<TrialFacts> searched = facts.trials(TrialPurpose.SEARCH);
        Stream.concat(Arrays.stream(OutcomeKind.values()).map(OutcomeKind::word), Stream.of("running"))
                .forEach(outcome -> add(
                        rows,
                        outcome.equals("running") ? "candidates still open" : "candidates that " + verb(outcome),
                        searched.stream()
                                .filter(t -> t.outcome().equals(outcome))
                                .toList(),
                        all));
        add(rows, "the baseline", facts.trials(TrialPurpose.BASELINE), all);
        add(rows, "finalists again, with fresh seeds", facts.trials(TrialPurpose.REPLICATE), all);
        add(rows, "sweeps and probes of the range test", facts.trials(TrialPurpose.SWEEP), all);
        return rows;
    }

    private static String verb(String outcome) {
        return outcome.equals("stopped") ? "were stopped" : outcome;
    }

    private static void add(List<SpentRow> rows, String what, List<TrialFacts> trials, double all) {
        if (trials.isEmpty()) {
            return;
        }
        double epochs =
                trials.stream().mapToDouble(t -> t.trial().epochsSpent()).sum();
        long millis = trials.stream().mapToLong(t -> t.trial().elapsedMillis()).sum();
        String percent = ImportanceRow.percent(all > 0 ? epochs / all : 0);
        rows.add(new SpentRow(
                what, trials.size(), Phrases.epochs(epochs), percent + " %", percent, Phrases.duration(millis)));
    }
}
