package org.gradus.examples.benchmark;

import java.util.ArrayList;
import java.util.List;

/** A table in Markdown. */
final class MarkdownTable {
    private final List<String> lines = new ArrayList<>();

    MarkdownTable(List<String> headings) {
        add(headings);
        lines.add("|" + "---|".repeat(headings.size()));
    }

    void add(List<String> cells) {
        lines.add("| " + String.join(" | ", cells) + " |");
    }

    /** The lines, headings first. */
    List<String> lines() {
        return List.copyOf(lines);
    }
}
