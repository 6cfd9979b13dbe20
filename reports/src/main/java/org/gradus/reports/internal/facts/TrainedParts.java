package org.gradus.reports.internal.facts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gradus.core.study.StudyView;
import org.gradus.core.trial.TrainedSegment;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialId;

/**
 * All segments of a study in the order in which they were reported, with what had been spent by then and when each worker
 * trained them. A study records how long a segment took and not when it began: the clock of a worker counts the time that it
 * trained.
 *
 * @param parts in that order
 */
public record TrainedParts(List<Part> parts) {
    /**
     * A segment.
     *
     * @param trial its trial
     * @param worker who trained it
     * @param fromMillis the time that its worker had trained before it
     * @param untilMillis the same after it
     * @param epochsByThen the epochs that the whole study had cost after it
     * @param millisByThen the same in milliseconds, added up over workers
     */
    public record Part(
            TrialId trial, String worker, long fromMillis, long untilMillis, double epochsByThen, long millisByThen) {}

    /** A segment without what came before. */
    private record Bare(Trial trial, TrainedSegment segment, double epochs) {}

    public TrainedParts {
        parts = List.copyOf(parts);
    }

    public static TrainedParts of(StudyView view) {
        List<Bare> all = new ArrayList<>();
        for (Trial trial : view.trials()) {
            long before = 0;
            for (TrainedSegment segment : trial.segments()) {
                all.add(new Bare(trial, segment, (segment.untilStep() - before) / (double) trial.stepsPerEpoch()));
                before = segment.untilStep();
            }
        }
        all.sort(Comparator.comparingInt(bare -> bare.segment().number()));
        List<Part> parts = new ArrayList<>();
        Map<String, Long> clocks = new TreeMap<>();
        double epochs = 0;
        long millis = 0;
        for (Bare bare : all) {
            long elapsed = bare.segment().elapsedMillis();
            String worker = bare.segment().worker();
            long until = clocks.merge(worker, elapsed, Long::sum);
            epochs += bare.epochs();
            millis += elapsed;
            parts.add(new Part(bare.trial().id(), worker, until - elapsed, until, epochs, millis));
        }
        return new TrainedParts(parts);
    }

    /** The last segment of each trial. */
    public Map<TrialId, Part> lasts() {
        Map<TrialId, Part> lasts = new TreeMap<>();
        parts.forEach(part -> lasts.put(part.trial(), part));
        return lasts;
    }

    /** The time that had been spent once that many epochs had been. */
    public long millisAt(double epochs) {
        return parts.stream()
                .filter(part -> part.epochsByThen() >= epochs - 1e-6)
                .mapToLong(Part::millisByThen)
                .findFirst()
                .orElseGet(
                        () -> parts.isEmpty() ? 0 : parts.get(parts.size() - 1).millisByThen());
    }
}
