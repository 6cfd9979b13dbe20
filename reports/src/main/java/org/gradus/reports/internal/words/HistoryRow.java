package org.gradus.reports.internal.words;

import java.util.List;
import org.gradus.core.study.StudyView;
import org.gradus.reports.internal.facts.TrainedParts;

/**
 * A candidate that was the best so far, in words.
 *
 * @param epochs what the whole study had cost by then
 * @param time the same in time, added up over workers
 * @param trial its number
 * @param rate its learning rate, or its configuration
 * @param figure what it reached
 */
public record HistoryRow(String epochs, String time, int trial, String rate, String figure) {
    static List<HistoryRow> of(StudyView view, TrainedParts parts, NumberFormats formats) {
        return view.bestSoFar().stream()
                .map(step -> new HistoryRow(
                        Phrases.epochs(step.epochs()),
                        Phrases.duration(parts.millisAt(step.epochs())),
                        step.trial().number(),
                        formats.rate().of(view.trial(step.trial())),
                        formats.figure().of(step.figure())))
                .toList();
    }
}
