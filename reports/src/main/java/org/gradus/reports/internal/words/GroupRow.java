package org.gradus.reports.internal.words;

import java.util.List;
import org.gradus.core.ranking.Estimate;
import org.gradus.core.space.LearningRate;
import org.gradus.reports.internal.importance.ValueGroup;

/**
 * Candidates alike in one hyperparameter, in words.
 *
 * @param parameter its name
 * @param value the value or the range of values
 * @param single whether it is one value rather than a range
 * @param trials how many there are, how many of them diverged, and whether they are too few to compare
 * @param median the median figure of those trained to the last epoch; a dash where there is none
 * @param best the figure of the best
 * @param rate the learning rate of the best
 * @param goodRates the lowest and the highest rate of the best quarter; a dash where they are too few
 */
public record GroupRow(
        String parameter,
        String value,
        boolean single,
        String trials,
        String median,
        String best,
        String rate,
        String goodRates) {
    /** Fewer candidates with a value say little about it. */
    private static final int FEW = 3;

    static GroupRow of(ValueGroup group, NumberFormats formats) {
        long diverged = group.diverged();
        return new GroupRow(
                group.parameter(),
                group.value(),
                group.single(),
                group.entries().size()
                        + (diverged == 0 ? "" : ", " + diverged + " diverged")
                        + (group.entries().size() < FEW ? ": too few to compare" : ""),
                group.median().isPresent() ? formats.figure().of(group.median().getAsDouble()) : "–",
                group.best()
                        .flatMap(e -> e.figure().map(Estimate::mean))
                        .map(formats.figure()::of)
                        .orElse("–"),
                group.best()
                        .flatMap(e -> e.trial().learningRate())
                        .map(formats.rate()::of)
                        .orElse("–"),
                goodRates(group, formats));
    }

    private static String goodRates(ValueGroup group, NumberFormats formats) {
        List<LearningRate> rates = group.goodRates();
        if (rates.isEmpty()) {
            return "–";
        }
        LearningRate last = rates.get(rates.size() - 1);
        return formats.rate().of(rates.get(0)) + "\u00a0to\u00a0"
                + formats.rate().of(last);
    }
}
