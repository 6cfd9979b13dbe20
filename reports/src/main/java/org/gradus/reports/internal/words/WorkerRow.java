package org.gradus.reports.internal.words;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.gradus.reports.internal.facts.TrainedParts;
import org.gradus.reports.internal.facts.TrainedParts.Part;

/**
 * A worker and what it trained, in words.
 *
 * @param worker its name
 * @param trials how many trials it trained, or a part of
 * @param segments in how many segments
 * @param time how long that took
 */
public record WorkerRow(String worker, long trials, int segments, String time) {
    static List<WorkerRow> of(TrainedParts parts) {
        Map<String, List<Part>> byWorker =
                parts.parts().stream().collect(Collectors.groupingBy(Part::worker, TreeMap::new, Collectors.toList()));
        return byWorker.entrySet().stream()
                .map(e -> of(e.getKey(), e.getValue()))
                .toList();
    }

    private static WorkerRow of(String worker, List<Part> parts) {
        return new WorkerRow(
                worker,
                parts.stream().map(Part::trial).distinct().count(),
                parts.size(),
                Phrases.duration(parts.get(parts.size() - 1).untilMillis()));
    }
}
