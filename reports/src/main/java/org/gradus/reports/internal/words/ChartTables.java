package org.gradus.reports.internal.words;

import java.util.List;
import org.gradus.reports.internal.facts.StudyFacts;
import org.gradus.reports.internal.facts.TrainedParts;
import org.gradus.reports.internal.importance.PairImportance;
import org.gradus.reports.internal.importance.ValueGroup;

/**
 * What the charts of parameters and of spending draw, in words and tables.
 *
 * @param groups candidates alike in one hyperparameter; empty where the rate alone was searched
 * @param groupRows the same in words
 * @param pairs what mattered only together, the clearest first; empty where one hyperparameter was searched
 * @param parts all segments in their order
 * @param spent on what trainings were spent
 * @param history how the best became better
 * @param workers who trained
 */
public record ChartTables(
        List<ValueGroup> groups,
        List<GroupRow> groupRows,
        List<PairRow> pairs,
        TrainedParts parts,
        List<SpentRow> spent,
        List<HistoryRow> history,
        List<WorkerRow> workers) {
    public ChartTables {
        groups = List.copyOf(groups);
        groupRows = List.copyOf(groupRows);
        pairs = List.copyOf(pairs);
        spent = List.copyOf(spent);
        history = List.copyOf(history);
        workers = List.copyOf(workers);
    }

    static ChartTables of(StudyFacts facts, NumberFormats formats) {
        TrainedParts parts = TrainedParts.of(facts.view());
        List<ValueGroup> groups =
                ValueGroup.of(facts.view(), facts.result().ranking().entries());
        return new ChartTables(
                groups,
                groups.stream().map(group -> GroupRow.of(group, formats)).toList(),
                PairRow.of(
                        PairImportance.of(facts.view(), facts.result().ranking().entries())),
                parts,
                SpentRow.of(facts),
                HistoryRow.of(facts.view(), parts, formats),
                WorkerRow.of(parts));
    }

    /** Whether other hyperparameters than the learning rate were tried. */
    public boolean hasGroups() {
        return !groups.isEmpty();
    }

    /** The groups of single values, such as choices, or those of ranges. */
    public List<GroupRow> groupRows(boolean single) {
        return groupRows.stream().filter(row -> row.single() == single).toList();
    }

    /** The clearest of the pairs, in a sentence. */
    public String clearestPair() {
        return pairs.stream()
                .filter(PairRow::measured)
                .findFirst()
                .map(pair -> "The clearest, " + pair.first() + " × " + pair.second() + ", explain " + pair.share()
                        + " (by chance up to " + pair.chance() + "): " + pair.verdict() + "."
                        + (pair.best().equals("–") ? "" : " Ranked best: " + pair.best() + "."))
                .orElse("");
    }

    /** Whether two hyperparameters could be compared in combination. */
    public boolean hasPairs() {
        return pairs.stream().anyMatch(PairRow::measured);
    }
}
