package org.gradus.examples.benchmark;

import java.util.ArrayList;
import java.util.List;

/** What a benchmark could not measure, and why. */
final class SkippedRows {
    private final List<String> reasons = new ArrayList<>();

    /** Notes that something cannot work here. */
    void add(String what, String reason) {
        reasons.add("* " + what + ": " + reason.lines().findFirst().orElse(""));
    }

    /** The lines to end a table with; none where nothing was left out. */
    List<String> markdown() {
        List<String> lines = new ArrayList<>(reasons);
        if (!reasons.isEmpty()) {
            lines.addAll(0, List.of("", "Left out, because they cannot work here:", ""));
        }
        return lines;
    }
}
