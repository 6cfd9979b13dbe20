package org.gradus.reports.internal.charts;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.gradus.core.study.StudyView;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialId;
import org.gradus.reports.internal.facts.TrainedParts;
import org.gradus.reports.internal.facts.TrainedParts.Part;

/**
 * What was spent, on what and by whom. Times are seconds.
 *
 * @param ends when candidates ended
 * @param best how the best of the search became better
 * @param epochs what all trainings cost
 * @param seconds the same in time, added up over workers
 * @param lanes what each worker trained; the busiest, if there are many
 * @param workers how many there were
 */
record SpendingChart(
        List<Reached> ends, List<Reached> best, double epochs, double seconds, List<Lane> lanes, int workers) {
    private static final double MILLIS = 1000;
    private static final int MOST_LANES = 16;

    /** Where a figure was reached: the trial, the epochs and seconds that the study had cost by then, the figure. */
    record Reached(int trial, double epochs, double seconds, double figure) {}

    /**
     * The trainings of a worker one after the other.
     *
     * @param worker its name
     * @param trials the trial of each segment
     * @param from when it began, on the clock that counts the worker's training
     * @param until when it ended
     */
    record Lane(String worker, int[] trials, double[] from, double[] until) {
        static Lane of(String worker, List<Part> parts) {
            return new Lane(
                    worker,
                    parts.stream().mapToInt(part -> part.trial().number()).toArray(),
                    parts.stream()
                            .mapToDouble(part -> part.fromMillis() / MILLIS)
                            .toArray(),
                    parts.stream()
                            .mapToDouble(part -> part.untilMillis() / MILLIS)
                            .toArray());
        }

        double busy() {
            return until[until.length - 1];
        }
    }

    /** The spending of a study; the ends and lanes are of the trials that the page shows. */
    static SpendingChart of(StudyView view, TrainedParts parts, Collection<Trial> shown) {
        Map<TrialId, Part> lasts = parts.lasts();
        List<Reached> ends = shown.stream()
                .filter(trial -> trial.plan().replicateOf().isEmpty())
                .flatMap(trial -> Optional.ofNullable(lasts.get(trial.id())).stream()
                        .flatMap(last -> trial.finalScore().stream()
                                .map(score -> reached(last, view.objective().toFigure(score.value())))))
                .toList();
        Set<TrialId> ids = shown.stream().map(Trial::id).collect(Collectors.toSet());
        Map<String, List<Part>> byWorker = parts.parts().stream()
                .filter(part -> ids.contains(part.trial()))
                .collect(Collectors.groupingBy(Part::worker, TreeMap::new, Collectors.toList()));
        List<Lane> lanes = byWorker.entrySet().stream()
                .map(e -> Lane.of(e.getKey(), e.getValue()))
                .toList();
        return new SpendingChart(
                ends,
                best(view, parts),
                view.epochsSpent(),
                view.trainingMillis() / MILLIS,
                lanes.stream()
                        .sorted(Comparator.comparingDouble(Lane::busy).reversed())
                        .limit(MOST_LANES)
                        .sorted(Comparator.comparing(Lane::worker))
                        .toList(),
                lanes.size());
    }

    /** How the best of the search became better. */
    static List<Reached> best(StudyView view, TrainedParts parts) {
        return view.bestSoFar().stream()
                .map(step -> new Reached(
                        step.trial().number(), step.epochs(), parts.millisAt(step.epochs()) / MILLIS, step.figure()))
                .toList();
    }

    private static Reached reached(Part part, double figure) {
        return new Reached(part.trial().number(), part.epochsByThen(), part.millisByThen() / MILLIS, figure);
    }
}
