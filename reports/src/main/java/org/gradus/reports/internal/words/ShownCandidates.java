package org.gradus.reports.internal.words;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.gradus.core.diagnosis.Diagnosis.Label;
import org.gradus.core.ranking.RankedTrial;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialPurpose;
import org.gradus.reports.internal.facts.StudyFacts;
import org.gradus.reports.internal.facts.TrialFacts;

/**
 * The candidates that the page shows: of a study of up to {@value #ALL} all of them; of a larger one, which no browser would
 * draw, the first of the ranking, and others spread evenly over the rest with every diagnosis and every outcome among them.
 * A pure function of the study.
 *
 * @param entries those candidates, in the order of the ranking
 * @param candidates how many the study has
 */
public record ShownCandidates(List<RankedTrial> entries, int candidates) {
    /** A study of no more candidates is shown whole. */
    static final int ALL = 1200;

    /** How many of the best are shown of a larger one. */
    static final int FIRST = 500;

    /** How many of the others are shown, besides the examples of each diagnosis and outcome. */
    static final int SPREAD = 500;

    /** How many examples of a diagnosis with an outcome are shown, where there are as many. */
    static final int EXAMPLES = 3;

    public ShownCandidates {
        entries = ImmutableList.copyOf(entries);
    }

    /** Candidates alike in what their curves mean and in how they ended. */
    private record Kind(Label label, String outcome) {
        static Kind of(TrialFacts facts) {
            return new Kind(facts.diagnosis().label(), facts.outcome());
        }
    }

    static ShownCandidates of(StudyFacts facts) {
        List<RankedTrial> ranking = facts.result().ranking().entries();
        return new ShownCandidates(
                ranking.size() <= ALL
                        ? ranking
                        : places(facts, ranking).stream().map(ranking::get).toList(),
                ranking.size());
    }

    private static Set<Integer> places(StudyFacts facts, List<RankedTrial> ranking) {
        Set<Integer> places = new TreeSet<>();
        IntStream.range(0, FIRST).forEach(places::add);
        long rest = (long) ranking.size() - FIRST;
        IntStream.range(0, SPREAD).forEach(i -> places.add((int) (FIRST + i * rest / SPREAD)));
        Map<Kind, Integer> examples = new HashMap<>();
        places.forEach(place -> examples.merge(kind(facts, ranking.get(place)), 1, Integer::sum));
        for (int place = 0; place < ranking.size(); place++) {
            RankedTrial entry = ranking.get(place);
            boolean must = isNamed(facts, entry);
            if (!places.contains(place) && (must || examples.merge(kind(facts, entry), 1, Integer::sum) <= EXAMPLES)) {
                places.add(place);
            }
        }
        return places;
    }

    private static Kind kind(StudyFacts facts, RankedTrial entry) {
        return Kind.of(facts.trial(entry.trial().id()));
    }

    /** Whether other parts of the page speak of it. */
    private static boolean isNamed(StudyFacts facts, RankedTrial entry) {
        TrialId id = entry.trial().id();
        return entry.trial().purpose() == TrialPurpose.BASELINE
                || facts.winner().map(w -> w.trial().id().equals(id)).orElse(false);
    }

    /** Whether the page leaves candidates out. */
    public boolean isPart() {
        return entries.size() < candidates;
    }

    /** What is left out, in words; empty where nothing is. */
    public String words() {
        return isPart()
                ? "Of " + candidates + " candidates this page shows " + entries.size() + ": the first " + FIRST
                        + " of the ranking, and others spread evenly over the rest, with every diagnosis and every"
                        + " outcome among them. Counts are of all of them; the JSON and CSV reports have every trial."
                : "";
    }

    /** How many candidates a chart draws, in words; empty where it draws all. */
    public String chartWords() {
        return isPart()
                ? "The chart shows " + entries.size() + " of " + candidates + " candidates, those of the table."
                : "";
    }

    /** Those of these trials that the page shows: the candidates, their trainings with fresh seeds, and all sweeps. */
    List<TrialFacts> of(List<TrialFacts> trials) {
        if (!isPart()) {
            return trials;
        }
        Set<TrialId> ids = entries.stream().map(e -> e.trial().id()).collect(ImmutableSet.toImmutableSet());
        return trials.stream()
                .filter(t -> t.trial().purpose() == TrialPurpose.SWEEP || ids.contains(candidate(t.trial())))
                .toList();
    }

    private static TrialId candidate(Trial trial) {
        return trial.plan().replicateOf().orElse(trial.id());
    }
}
