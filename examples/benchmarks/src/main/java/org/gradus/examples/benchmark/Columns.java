package org.gradus.examples.benchmark;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The columns of a table: what stands above each, and how its cells follow from the rows.
 *
 * @param <R> a row
 */
final class Columns<R> {
    private final Map<String, Function<R, ?>> cells = new LinkedHashMap<>();

    /** A column more, to the right of the others. */
    Columns<R> add(String heading, Function<R, ?> cell) {
        cells.put(heading, cell);
        return this;
    }

    /** A column for each value. */
    <V> Columns<R> addAll(List<V> values, Function<V, String> heading, Function<V, Function<R, ?>> cell) {
        values.forEach(value -> add(heading.apply(value), cell.apply(value)));
        return this;
    }

    /** A column for each value, whose cells are a list of the row's, in the order of the values. */
    <V> Columns<R> addEach(List<V> values, Function<V, String> heading, Function<R, List<?>> rowCells) {
        return addAll(values, heading, value -> row -> rowCells.apply(row).get(values.indexOf(value)));
    }

    /** The table in Markdown, a line each for headings, rule and rows. */
    List<String> markdown(Collection<R> rows) {
        List<String> lines = lines(rows, "| ", " | ", " |");
        lines.add(1, "|" + "---|".repeat(cells.size()));
        return lines;
    }

    /** The table as CSV, the headings first. */
    List<String> csv(Collection<R> rows) {
        return lines(rows, "", ",", "");
    }

    private List<String> lines(Collection<R> rows, String begin, String between, String end) {
        List<String> lines = new ArrayList<>();
        lines.add(begin + String.join(between, cells.keySet()) + end);
        for (R row : rows) {
            List<String> line = new ArrayList<>();
            cells.values().forEach(cell -> line.add(String.valueOf(cell.apply(row))));
            lines.add(begin + String.join(between, line) + end);
        }
        return lines;
    }
}
