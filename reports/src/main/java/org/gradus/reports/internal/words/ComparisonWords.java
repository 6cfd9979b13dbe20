package org.gradus.reports.internal.words;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.gradus.core.study.StudyView;
import org.gradus.core.trial.Objective;
import org.gradus.reports.internal.facts.ComparedStudies;
import org.gradus.reports.internal.facts.NamedStudy;
import org.gradus.reports.internal.facts.StudyFacts;
import org.gradus.reports.internal.facts.TrainedParts;

/**
 * The sentences of a comparison.
 *
 * @param compared the studies
 * @param formats how their numbers are printed
 * @param differences of their winners, those of the best mean first
 */
record ComparisonWords(ComparedStudies compared, NumberFormats formats, List<DifferenceRow> differences) {
    /** What came out, in a line. */
    String headline() {
        List<NamedStudy> ranked = compared.byMean();
        if (ranked.isEmpty()) {
            return "No study has a winner";
        }
        String best = ranked.get(0).name();
        if (ranked.size() == 1) {
            return "Only " + best + " has a winner";
        }
        List<String> level = ofBest().stream()
                .filter(row -> !row.exceedsNoise())
                .map(DifferenceRow::other)
                .toList();
        if (level.isEmpty()) {
            return ranked.size() == 2
                    ? best + " is better than " + ranked.get(1).name()
                    : best + " is the best of " + ranked.size();
        }
        return ranked.size() == 2
                ? best + " and " + level.get(0) + " cannot be told apart"
                : best + " has the best mean, but is not told apart from " + Phrases.list(level);
    }

    /** By how much the winner of the best study is better than each other; empty without two winners. */
    String gains() {
        List<DifferenceRow> ofBest = ofBest();
        return ofBest.isEmpty()
                ? ""
                : "The winner of " + ofBest.get(0).better() + " is better "
                        + Phrases.list(ofBest.stream()
                                .map(row ->
                                        "than that of " + row.other() + " by " + row.gainWords() + ", " + verdict(row))
                                .toList())
                        + ".";
    }

    private static String verdict(DifferenceRow row) {
        return row.isJudged() ? row.verdict() : "which may be noise: it takes two fresh seeds of each to tell";
    }

    private List<DifferenceRow> ofBest() {
        return differences.stream()
                .filter(row -> row.better().equals(differences.get(0).better()))
                .toList();
    }

    /** What must be known before the comparison is trusted. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (compared.differIn(StudyFacts::trainer)) {
            warnings.add(
                    "The studies have different trainers: part of a difference may come from the network, the data or"
                            + " the program instead of the search.");
        }
        if (compared.differIn(facts -> facts.view().maxEpochs())) {
            warnings.add("Full trainings have "
                    + Phrases.list(
                            compared.each(facts -> Integer.toString(facts.view().maxEpochs())).stream()
                                    .distinct()
                                    .toList())
                    + " epochs: part of a difference may come from that.");
        }
        for (NamedStudy study : compared.studies()) {
            ReportModel.warnings(study.facts()).forEach(warning -> warnings.add(study.name() + ": " + warning));
        }
        return warnings;
    }

    /** What each study cost until it had reached what all of them reached; empty where one reached nothing. */
    String cost() {
        Objective objective = compared.objective();
        return compared.reachedByAll()
                .map(figure -> "What it cost until a candidate reached " + objective.words() + " "
                        + formats.figure().of(figure) + ", as one did in each study: "
                        + Phrases.list(IntStream.range(0, compared.studies().size())
                                .mapToObj(i -> cost(compared.studies().get(i), objective.toScore(figure)))
                                .toList())
                        + ".")
                .orElse("");
    }

    private static String cost(NamedStudy study, double score) {
        StudyView view = study.facts().view();
        double epochs = view.bestSoFar().stream()
                .filter(step -> view.objective().toScore(step.figure()) <= score)
                .mapToDouble(StudyView.BestSoFar::epochs)
                .findFirst()
                .orElseThrow();
        return study.name() + " " + Phrases.epochs(epochs) + " epochs ("
                + Phrases.duration(TrainedParts.of(view).millisAt(epochs)) + ")";
    }
}
