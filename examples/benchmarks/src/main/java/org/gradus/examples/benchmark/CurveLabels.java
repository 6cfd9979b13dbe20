package org.gradus.examples.benchmark;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.gradus.core.diagnosis.Diagnosis.Label;
import org.gradus.trainers.replay.CurveTable;
import org.gradus.trainers.replay.RecordedRun;

/**
 * What the trainings of a table should be called, judged from all epochs, seeds and rates: the rules of
 * {@code docs/benchmarks/diagnosis.md}, which were fixed before the diagnoser was measured by them. Immutable.
 */
final class CurveLabels {
    /** The fewest epochs of a table: two to be seen, and two more. */
    private static final int FEWEST_EPOCHS = 4;

    /** The fewest seeds of a table for it to be read without one of them. */
    private static final int FEWEST_SEEDS = 3;

    private final CurveTable table;
    private final LabelRules rules;
    private final List<LabelRules> withoutOneSeed;
    private final ImmutableMap<Long, LabelRules> ofOneSeed;

    private CurveLabels(CurveTable table) {
        this.table = table;
        List<WholeCurve> curves =
                table.runs().stream().map(run -> new WholeCurve(table, run)).toList();
        this.rules = LabelRules.of(curves);
        this.withoutOneSeed = table.seeds().size() < FEWEST_SEEDS
                ? List.of()
                : table.seeds().stream()
                        .map(seed -> LabelRules.of(
                                curves.stream().filter(c -> c.seed() != seed).toList()))
                        .toList();
        this.ofOneSeed = Maps.toMap(
                table.seeds(),
                seed -> LabelRules.of(
                        curves.stream().filter(c -> c.seed() == seed).toList()));
    }

    /**
     * The labels of a table.
     *
     * @throws IllegalArgumentException if its trainings are too short to be halved
     */
    static CurveLabels of(CurveTable table) {
        if (table.epochs() < FEWEST_EPOCHS) {
            throw new IllegalArgumentException("--tables: table '" + table.task() + "' records " + table.epochs()
                    + " epochs, but a diagnosis is checked on at least " + FEWEST_EPOCHS);
        }
        return new CurveLabels(table);
    }

    /** What one of the table's trainings should be called. */
    Label label(RecordedRun run) {
        return rules.label(new WholeCurve(table, run));
    }

    /**
     * The label, and those that the rules give when any one seed is left out. More than one: the record itself cannot decide,
     * because the label lies within the noise of the seeds.
     */
    ImmutableSet<Label> admitted(RecordedRun run) {
        WholeCurve curve = new WholeCurve(table, run);
        return Stream.concat(Stream.of(rules), withoutOneSeed.stream())
                .map(reading -> reading.label(curve))
                .collect(ImmutableSet.toImmutableSet());
    }

    /** What the rules say if they see the training's seed alone, at all rates and to the last epoch. */
    Label ofOneSeed(RecordedRun run) {
        return Objects.requireNonNull(ofOneSeed.get(run.seed())).label(new WholeCurve(table, run));
    }
}
