package org.gradus.reports.internal.facts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.gradus.core.trial.Objective;

/**
 * Studies of one objective beside each other.
 *
 * @param studies at least two, under different names, in the order in which they are shown
 */
public record ComparedStudies(List<NamedStudy> studies) {
    public ComparedStudies {
        studies = List.copyOf(studies);
    }

    /** What all of them improve. */
    public Objective objective() {
        return studies.get(0).facts().view().objective();
    }

    /** What each study gives, in their order. */
    public <T> List<T> each(Function<StudyFacts, T> function) {
        return studies.stream().map(study -> function.apply(study.facts())).toList();
    }

    /** Whether they differ in what a function gives. */
    public boolean differIn(Function<StudyFacts, ?> function) {
        return each(function).stream().distinct().count() > 1;
    }

    /** The studies that have a winner with a figure, the best mean first; equal ones in their order. */
    public List<NamedStudy> byMean() {
        return studies.stream()
                .filter(study -> WinnerDifference.score(study).isPresent())
                .sorted(Comparator.comparing(
                        study -> WinnerDifference.score(study).orElseThrow()))
                .toList();
    }

    /** The differences of all pairs of winners, those of the best mean first. */
    public List<WinnerDifference> differences() {
        List<NamedStudy> ranked = byMean();
        int pairs = ranked.size() * (ranked.size() - 1) / 2;
        List<WinnerDifference> differences = new ArrayList<>();
        for (int i = 0; i < ranked.size(); i++) {
            for (int j = i + 1; j < ranked.size(); j++) {
                differences.add(WinnerDifference.of(ranked.get(i), ranked.get(j), pairs));
            }
        }
        return differences;
    }

    /**
     * The worst of the figures that the studies reached last while searching: every one reached it. Empty where a study
     * reached none.
     */
    public Optional<Double> reachedByAll() {
        Objective objective = objective();
        List<List<Double>> scores = each(facts -> facts.view().bestSoFar().stream()
                .map(step -> objective.toScore(step.figure()))
                .toList());
        return scores.stream().anyMatch(List::isEmpty)
                ? Optional.empty()
                : scores.stream()
                        .map(list -> list.get(list.size() - 1))
                        .max(Comparator.naturalOrder())
                        .map(objective::toFigure);
    }
}
