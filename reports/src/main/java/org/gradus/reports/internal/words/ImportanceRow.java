package org.gradus.reports.internal.words;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.gradus.core.space.Figures;
import org.gradus.reports.internal.facts.StudyFacts;
import org.gradus.reports.internal.importance.ParameterImportance;

/**
 * One line of the table of hyperparameters, in words.
 *
 * @param parameter its name
 * @param share the share of the ranks' variance it explains, or a dash
 * @param bar the share in percent, 0 to 100
 * @param chanceBar what chance alone may explain, in percent, 0 to 100
 * @param chance the same in words, or a dash
 * @param verdict how sure that is
 * @param best the values with which candidates ranked best; a dash where that may be chance
 * @param trials how many candidates it rests on
 */
public record ImportanceRow(
        String parameter,
        String share,
        String bar,
        String chanceBar,
        String chance,
        String verdict,
        String best,
        int trials) {
    private static final double CLEAR = 0.01;
    private static final double OPEN = 0.1;

    /** The hyperparameters of a study, the most important first; none where only one was searched. */
    static List<ImportanceRow> of(StudyFacts facts) {
        return facts.importance().stream()
                .sorted(Comparator.comparingDouble((ParameterImportance p) ->
                        -p.measure().map(m -> m.share()).orElse(-1.0)))
                .map(ImportanceRow::of)
                .toList();
    }

    private static ImportanceRow of(ParameterImportance importance) {
        return importance
                .measure()
                .map(m -> new ImportanceRow(
                        importance.parameter(),
                        percent(m.share()) + " %",
                        percent(m.share()),
                        percent(m.chance()),
                        percent(m.chance()) + " %",
                        verdict(m.pValue()),
                        isOpen(m.pValue()) ? m.best() : "–",
                        importance.trials()))
                .orElseGet(() -> new ImportanceRow(
                        importance.parameter(), "–", "0", "0", "–", "too few trials", "–", importance.trials()));
    }

    /** Whether it may be more than chance. */
    static boolean isOpen(double pValue) {
        return pValue < OPEN;
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%d", Math.round(100 * share));
    }

    static String verdict(double pValue) {
        String chance = pValue < 0.001 ? "p < 0.001" : "p = " + Figures.of(pValue, 2);
        if (pValue < CLEAR) {
            return "clear, " + chance;
        }
        return (isOpen(pValue) ? "open, " : "not distinguishable from chance, ") + chance;
    }
}
