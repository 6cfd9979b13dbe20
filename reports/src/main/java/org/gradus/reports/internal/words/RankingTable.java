package org.gradus.reports.internal.words;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.gradus.core.ranking.Estimate;
import org.gradus.core.ranking.RankedTrial;
import org.gradus.core.space.CategoricalDomain;
import org.gradus.core.space.Domain;
import org.gradus.core.space.LearningRate;
import org.gradus.core.trial.Trial;
import org.gradus.reports.internal.facts.StudyFacts;
import org.gradus.reports.internal.words.RankingColumn.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The ranking as a table. Columns that would be empty are left out.
 *
 * @param head the column of the candidates themselves
 * @param columns those after it
 * @param lines the candidates that are shown, best first
 */
public record RankingTable(RankingColumn head, List<RankingColumn> columns, List<Line> lines) {
    /** The number of candidates that stand in the page without scripts, and in print. */
    public static final int FIRST = 100;

    /** Of a table of no more lines each explanation is open. */
    private static final int ALL_OPEN = 6;

    public RankingTable {
        columns = ImmutableList.copyOf(columns);
        lines = ImmutableList.copyOf(lines);
    }

    /**
     * A candidate.
     *
     * @param row what is said of it
     * @param head its name: the rate, or the trial where there is none
     * @param cells its entries, one for each column
     * @param open whether its explanation is open at first
     */
    public record Line(RankingRow row, RankingCell head, List<RankingCell> cells, boolean open) {
        public Line {
            cells = ImmutableList.copyOf(cells);
        }
    }

    /** A candidate, while columns are made of it. */
    private record Entry(RankedTrial ranked, RankingRow row) {}

    /** The candidates that stand in the page without scripts. */
    public List<Line> first() {
        return lines.subList(0, Math.min(FIRST, lines.size()));
    }

    /** The others. */
    public List<Line> rest() {
        return lines.subList(first().size(), lines.size());
    }

    static RankingTable of(StudyFacts facts, List<RankedTrial> shown, List<RankingRow> rows) {
        List<Entry> entries = IntStream.range(0, rows.size())
                .mapToObj(i -> new Entry(shown.get(i), rows.get(i)))
                .toList();
        boolean rated = facts.view().space().learningRateDomain().isPresent();
        Making making = new Making(entries);
        List<RankingCell> heads = entries.stream().map(e -> head(e, rated)).toList();
        List<String> parameters = RankingRows.heads(facts);
        for (int i = 0; i < parameters.size(); i++) {
            int index = i;
            String name = parameters.get(i);
            Domain domain = facts.view().space().find(name).orElseThrow().domain();
            making.add(
                    name,
                    domain instanceof CategoricalDomain ? Kind.CHOICE : Kind.NUMBER,
                    "other",
                    e -> RankingCell.of(
                            e.row().others().get(index),
                            number(e.ranked().configuration().values().get(name))));
        }
        making.add(
                "Score",
                Kind.NUMBER,
                "",
                e -> RankingCell.of(
                        e.row().score(), e.ranked().figure().map(Estimate::mean).orElse(Double.NaN)));
        making.add(
                "95 % interval",
                Kind.TEXT,
                "interval",
                e -> RankingCell.of(e.row().interval()).below(e.row().basis()));
        making.add(
                "P(best)",
                Kind.NUMBER,
                "",
                e -> RankingCell.of(
                        e.row().probability(), e.ranked().probabilityBest().orElse(Double.NaN)));
        making.add("Test", Kind.NUMBER, "", e -> RankingCell.of(e.row().test(), test(facts, e.ranked())));
        making.add(
                "Settled",
                Kind.NUMBER,
                "less",
                e -> RankingCell.of(
                        e.row().settled(),
                        SettledEpoch.of(facts.trial(e.ranked().trial().id()))));
        making.add(
                "Drop",
                Kind.NUMBER,
                "less",
                e -> RankingCell.of(
                        e.row().drop(),
                        mean(e.ranked(), t -> facts.trial(t.id()).measures().worstDrop())));
        making.add(
                "Gap",
                Kind.NUMBER,
                "less",
                e -> RankingCell.of(
                        e.row().gap(),
                        mean(e.ranked(), t -> facts.trial(t.id()).measures().gap())));
        making.add(
                "Diagnosis",
                Kind.CHOICE,
                "",
                e -> RankingCell.of(e.row().diagnosis()).styled(e.row().severity()));
        making.add("Outcome", Kind.CHOICE, "", e -> RankingCell.of(e.row().outcome()));
        making.add(
                "Epochs",
                Kind.NUMBER,
                "less",
                e -> RankingCell.of(e.row().epochs(), e.ranked().trial().epochsTrained()));
        if (rated) {
            making.add(
                    "Trial",
                    Kind.NUMBER,
                    "less",
                    e -> RankingCell.of(Integer.toString(e.row().id()), e.row().id()));
        }
        return new RankingTable(
                new RankingColumn(
                        rated ? "Rate" : "Trial", Kind.NUMBER, "", width(rated ? "Rate" : "Trial", heads) + 9),
                making.columns,
                IntStream.range(0, entries.size())
                        .mapToObj(i -> new Line(
                                entries.get(i).row(),
                                heads.get(i),
                                making.cells(i),
                                entries.size() <= ALL_OPEN
                                        || entries.get(i).row().mark().equals("best")))
                        .toList());
    }

    private static RankingCell head(Entry entry, boolean rated) {
        int id = entry.row().id();
        return rated
                ? RankingCell.of(
                        entry.row().rate(),
                        entry.ranked()
                                .trial()
                                .learningRate()
                                .map(LearningRate::value)
                                .orElse(Double.NaN))
                : RankingCell.of("trial " + id, id);
    }

    private static double number(@Nullable Object value) {
        return value instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    private static double test(StudyFacts facts, RankedTrial entry) {
        return entry.test()
                .flatMap(test -> test.metric(facts.view().objective().metric()).stream()
                        .boxed()
                        .findFirst())
                .orElse(Double.NaN);
    }

    private static double mean(RankedTrial entry, Function<Trial, OptionalDouble> measure) {
        return entry.evidence().stream()
                .flatMapToDouble(trial -> measure.apply(trial).stream())
                .average()
                .orElse(Double.NaN);
    }

    private static int width(String head, List<RankingCell> cells) {
        return cells.stream()
                .mapToInt(cell -> Math.max(cell.text().length(), cell.small().length()))
                .reduce(head.length() + 1, Math::max);
    }

    /** Columns in the making. */
    private static final class Making {
        private final List<Entry> entries;
        private final List<RankingColumn> columns = new ArrayList<>();
        private final List<List<RankingCell>> cells = new ArrayList<>();

        Making(List<Entry> entries) {
            this.entries = entries;
        }

        void add(String head, Kind kind, String style, Function<Entry, RankingCell> cell) {
            List<RankingCell> made = entries.stream().map(cell).toList();
            boolean needed = style.equals("other") || made.stream().anyMatch(c -> !c.blank());
            if (needed) {
                columns.add(new RankingColumn(head, kind, style, width(head, made) + (kind == Kind.CHOICE ? 1 : 0)));
                cells.add(made);
            }
        }

        List<RankingCell> cells(int line) {
            return cells.stream().map(column -> column.get(line)).toList();
        }
    }
}
