package org.gradus.reports.internal.words;

import java.util.Comparator;
import java.util.List;
import org.gradus.reports.internal.importance.PairImportance;

/**
 * Two hyperparameters and what they do only together, in words.
 *
 * @param first the name of one
 * @param second the name of the other
 * @param measured whether there were enough trials
 * @param share the share of the ranks' variance that both explain beyond each by itself, or a dash
 * @param bar the share in percent, 0 to 100
 * @param chanceBar what chance alone may explain, in percent, 0 to 100
 * @param chance the same in words, or a dash
 * @param verdict how sure that is
 * @param best the values with which candidates ranked best; a dash where that may be chance
 * @param trials how many candidates it rests on
 */
public record PairRow(
        String first,
        String second,
        boolean measured,
        String share,
        String bar,
        String chanceBar,
        String chance,
        String verdict,
        String best,
        int trials) {
    /** The clearest pair first. */
    static List<PairRow> of(List<PairImportance> pairs) {
        return pairs.stream()
                .sorted(Comparator.comparingDouble((PairImportance pair) ->
                                pair.measure().map(m -> m.pValue()).orElse(2.0))
                        .thenComparingDouble(
                                pair -> -pair.measure().map(m -> m.share()).orElse(0.0)))
                .map(PairRow::of)
                .toList();
    }

    private static PairRow of(PairImportance pair) {
        return pair.measure()
                .map(m -> new PairRow(
                        pair.first(),
                        pair.second(),
                        true,
                        ImportanceRow.percent(m.share()) + " %",
                        ImportanceRow.percent(m.share()),
                        ImportanceRow.percent(m.chance()),
                        ImportanceRow.percent(m.chance()) + " %",
                        ImportanceRow.verdict(m.pValue()),
                        ImportanceRow.isOpen(m.pValue()) ? m.best() : "–",
                        pair.trials()))
                .orElseGet(() -> new PairRow(
                        pair.first(), pair.second(), false, "–", "0", "0", "–", "too few trials", "–", pair.trials()));
    }
}
