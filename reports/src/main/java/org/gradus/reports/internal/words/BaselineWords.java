package org.gradus.reports.internal.words;

import java.util.List;
import org.gradus.core.trial.Trial;
import org.gradus.reports.internal.facts.StudyFacts;

/** What the baseline was trained with. */
final class BaselineWords {
    private BaselineWords() {}

    /** Its rate, and the searched parameters that it leaves to the trainer. */
    static String of(StudyFacts facts, NumberFormats formats, Trial baseline) {
        List<String> left = RankingRows.heads(facts).stream()
                .filter(name -> facts.view()
                        .space()
                        .find(name)
                        .orElseThrow()
                        .condition()
                        .isEmpty())
                .filter(name -> !baseline.configuration().has(name))
                .toList();
        String rate = formats.rate().of(baseline);
        return left.isEmpty() ? rate : rate + " with the trainer's own " + Phrases.list(left);
    }
}
