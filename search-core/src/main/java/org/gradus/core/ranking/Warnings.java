package org.gradus.core.ranking;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gradus.core.diagnosis.CurveDiagnoser;
import org.gradus.core.diagnosis.Diagnosis;
import org.gradus.core.ranking.RankingResult.Tie;
import org.gradus.core.space.Figures;
import org.gradus.core.space.LearningRate;
import org.gradus.core.space.RealDomain;
import org.gradus.core.study.StudyView;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialPurpose;

/** What a reader must know before trusting an order. */
final class Warnings {
    /** The winner is suspect in this share of the range at either end. */
    static final double MARGIN = 0.1;
    /** Fewer completed trials are few. */
    static final int FEW = 5;
    /** How far beyond an end that is suspect to look, as a factor. */
    private static final double BEYOND = 10;

    private final StudyView study;
    private final List<RankedTrial> entries;
    private final Race race;
    private final List<String> found = new ArrayList<>();

    private Warnings(StudyView study, List<RankedTrial> entries, Race race) {
        this.study = study;
        this.entries = entries;
        this.race = race;
    }

    static List<String> of(StudyView study, List<RankedTrial> entries, Race race) {
        Warnings warnings = new Warnings(study, entries, race);
        Optional<RankedTrial> winner = entries.stream()
                .filter(e -> e.trial().purpose() == TrialPurpose.SEARCH)
                .filter(e -> e.figure().isPresent())
                .findFirst();
        if (winner.isPresent()) {
            warnings.edgeOfRange(winner.get());
            warnings.unfinished(winner.get());
            warnings.replicates(winner.get());
            warnings.baseline(winner.get());
            warnings.health(winner.get());
            warnings.few();
        } else if (!study.searched().isEmpty()) {
            warnings.nothing();
        }
        warnings.unsafe();
        return List.copyOf(warnings.found);
    }

    private void edgeOfRange(RankedTrial winner) {
        Optional<RealDomain> range = study.space().learningRateDomain();
        Optional<LearningRate> rate = winner.trial().learningRate();
        if (range.isEmpty() || rate.isEmpty()) {
            return;
        }
        RealDomain domain = range.get();
        double place =
                domain.contains(rate.get().value()) ? domain.toUnit(rate.get().value()) : 0.5;
        if (place >= 1 - MARGIN) {
            found.add(atEdge(rate.get(), "upper", domain.max(), domain.max() * BEYOND));
        } else if (place <= MARGIN) {
            found.add(atEdge(rate.get(), "lower", domain.min(), domain.min() / BEYOND));
        }
    }

    private static String atEdge(LearningRate rate, String end, double limit, double further) {
        return "The best rate, " + rate + ", lies at the " + end + " end of the range, " + Figures.rate(limit)
                + ": a better one may lie beyond. Search again as far as " + Figures.rate(further) + ".";
    }

    private void unfinished(RankedTrial winner) {
        if (!winner.trial().ended(OutcomeKind.COMPLETED)) {
            found.add("No trial was trained to the last epoch: the best stands at epoch "
                    + winner.trial().epochsTrained() + " of " + study.maxEpochs() + ".");
        }
    }

    private void replicates(RankedTrial winner) {
        long completed = winner.replicates().stream()
                .filter(t -> t.ended(OutcomeKind.COMPLETED))
                .count();
        List<String> failures = winner.replicates().stream()
                .filter(t -> t.ended(OutcomeKind.FAILED))
                .flatMap(t -> t.outcome().orElseThrow().reason().lines().limit(1))
                .toList();
        if (completed == 0 && !failures.isEmpty()) {
            found.add(
                    failures.size() + " of " + winner.replicates().size() + " repetitions failed: " + failures.get(0));
        } else if (completed == 0) {
            found.add(
                    "The best was trained once only, and chosen for its score, which is likely flattered by luck. Train"
                            + " the finalists again with fresh seeds (replicates).");
        } else if (!race.isDecided() && race.size() > 1) {
            found.add("The finalists were trained once more only: differences cannot be compared with noise. Use 3"
                    + " replicates or more.");
        }
    }

    private void baseline(RankedTrial winner) {
        for (RankedTrial entry : entries) {
            boolean compared = entry.trial().purpose() == TrialPurpose.BASELINE
                    && entry.figure().isPresent()
                    && entry.figure().get().count()
                            == winner.figure().orElseThrow().count();
            if (compared && entry.rank() < winner.rank()) {
                found.add(baseline(entry.trial()) + ", did better than every "
                        + (entry.trial().learningRate().isPresent() ? "rate" : "candidate") + " of the search.");
            } else if (compared && entry.tiedBest() && winner.tiedBest()) {
                found.add(baseline(entry.trial())
                        + (race.tie().map(Tie::close).orElse(false)
                                ? ", is as good as the best but for the noise of one training: the search brought no gain."
                                : ", may be as good as the best: there are too few fresh seeds to tell whether the search"
                                        + " brought a gain. Use more replicates."));
            }
        }
    }

    private void health(RankedTrial winner) {
        Diagnosis diagnosis = CurveDiagnoser.diagnose(study, winner.trial());
        switch (diagnosis.label()) {
            case UNDER_TRAINED ->
                found.add(
                        "The best was still improving at the last epoch: with more epochs the order" + " may change.");
            case UNSTABLE ->
                found.add("The best trained unsteadily (" + diagnosis.evidence()
                        + "): it lies near the edge of stability.");
            case COLLAPSED -> found.add("Even the best is no better than guessing: " + diagnosis.evidence() + ".");
            case TOO_LOW, PLATEAU, OVERFITTING, HEALTHY, INCONCLUSIVE, DIVERGED -> {
                // Shown with the trial, and no reason to distrust the order.
            }
        }
    }

    private void few() {
        long completed = study.searched().stream()
                .filter(t -> t.ended(OutcomeKind.COMPLETED))
                .count();
        if (completed < FEW && study.budget().trials().orElse(FEW) >= completed) {
            found.add("Only " + completed + (completed == 1 ? " trial was" : " trials were")
                    + " trained to the last epoch: the range is sparsely known.");
        }
    }

    private void unsafe() {
        for (RankedTrial entry : entries) {
            long diverged = entry.replicates().stream()
                    .filter(t -> t.ended(OutcomeKind.DIVERGED))
                    .count();
            if (diverged > 0 && entry.trial().ended(OutcomeKind.COMPLETED)) {
                found.add((entry.trial().learningRate().isPresent() ? "The rate " : "The candidate ")
                        + name(entry.trial()) + " completed in the search, but diverged under " + diverged + " of "
                        + entry.replicates().size() + " fresh seeds: it lies on the edge of divergence.");
            }
        }
    }

    private void nothing() {
        List<Trial> searched = study.searched();
        long diverged =
                searched.stream().filter(t -> t.ended(OutcomeKind.DIVERGED)).count();
        long failed = searched.stream().filter(t -> t.ended(OutcomeKind.FAILED)).count();
        String counts = "None of the " + searched.size() + " trials measured "
                + study.objective().words() + ": " + diverged + " diverged, " + failed + " failed.";
        if (diverged > 0) {
            double lowest = searched.stream()
                    .filter(t -> t.ended(OutcomeKind.DIVERGED))
                    .flatMap(t -> t.learningRate().stream())
                    .mapToDouble(LearningRate::value)
                    .min()
                    .orElse(Double.NaN);
            found.add(counts + (Double.isNaN(lowest) ? "" : " Search below " + Figures.rate(lowest) + "."));
        } else {
            found.add(counts + (failed > 0 ? " See the reasons in the table." : ""));
        }
    }

    private static String baseline(Trial trial) {
        return (trial.learningRate().isPresent() ? "The default rate, " : "The baseline, ") + name(trial);
    }

    private static String name(Trial trial) {
        return trial.learningRate()
                .map(LearningRate::toString)
                .orElseGet(() -> trial.configuration().toString());
    }
}
