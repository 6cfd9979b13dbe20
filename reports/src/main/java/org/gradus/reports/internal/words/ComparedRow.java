package org.gradus.reports.internal.words;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a comparison says of each study about one thing.
 *
 * @param name the thing
 * @param cells one of each study
 */
public record ComparedRow(String name, List<ComparedCell> cells) {
    public ComparedRow {
        cells = List.copyOf(cells);
    }

    /** Whether studies differ in it. */
    public boolean differs() {
        return cells.stream().map(ComparedCell::text).distinct().count() > 1;
    }

    /**
     * Puts lists beside each other, one of each study: a row of those with the same name, in the order in which names come first. What
     * a study has twice under one name stands in one cell.
     *
     * @param name of an element
     * @param cell what is said of it
     */
    static <T> List<ComparedRow> of(List<List<T>> studies, Function<T, String> name, Function<T, ComparedCell> cell) {
        Map<String, List<ComparedCell>> rows = new LinkedHashMap<>();
        for (int i = 0; i < studies.size(); i++) {
            for (T element : studies.get(i)) {
                List<ComparedCell> row = rows.computeIfAbsent(
                        name.apply(element),
                        key -> new ArrayList<>(Collections.nCopies(studies.size(), ComparedCell.NONE)));
                row.set(i, joined(row.get(i), cell.apply(element)));
            }
        }
        return rows.entrySet().stream()
                .map(row -> new ComparedRow(row.getKey(), row.getValue()))
                .toList();
    }

    private static ComparedCell joined(ComparedCell before, ComparedCell next) {
        return before.equals(ComparedCell.NONE)
                ? next
                : new ComparedCell(
                        before.text() + "; " + next.text(), joined(before.note(), next.note()), next.style());
    }

    private static String joined(String before, String next) {
        return Stream.of(before, next).filter(text -> !text.isEmpty()).collect(Collectors.joining("; "));
    }

    /** The rows in which studies differ, or the others. */
    static List<ComparedRow> differing(List<ComparedRow> rows, boolean differ) {
        return rows.stream().filter(row -> row.differs() == differ).toList();
    }
}
