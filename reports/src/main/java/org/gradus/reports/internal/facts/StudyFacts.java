package org.gradus.reports.internal.facts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.gradus.core.diagnosis.CurveDiagnoser;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.rangetest.Breakdown;
import org.gradus.core.rangetest.EdgeEvidence;
import org.gradus.core.rangetest.RateEvidence;
import org.gradus.core.ranking.RankedTrial;
import org.gradus.core.space.LearningRate;
import org.gradus.core.study.Provenance;
import org.gradus.core.study.StudyView;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialPurpose;
import org.gradus.reports.internal.importance.ParameterImportance;

/**
 * A study and what follows from it: what every form of report reads.
 *
 * @param result the study and its ranking
 * @param trials all trials with their diagnoses, in the order of their numbers
 * @param breakdown from which rate on training breaks down
 * @param importance how much each hyperparameter mattered, in the order of the space; empty where there is one
 * @param rangeTest what its sweeps say; empty where it made none
 */
public record StudyFacts(
        StudyResult result,
        List<TrialFacts> trials,
        Breakdown breakdown,
        List<ParameterImportance> importance,
        Optional<RangeTestFacts> rangeTest) {
    public StudyFacts {
        trials = List.copyOf(trials);
        importance = List.copyOf(importance);
    }

    public static StudyFacts of(StudyResult result) {
        StudyView view = result.view();
        List<TrialFacts> trials = trials(view).toList();
        Optional<Trial> winner = result.findBest().map(RankedTrial::trial);
        Optional<RangeTestFacts> rangeTest = RangeTestFacts.of(result);
        return new StudyFacts(
                result,
                trials,
                breakdown(view, trials, winner, rangeTest),
                view.space().dimensions() == 1
                        ? List.of()
                        : ParameterImportance.of(view, result.ranking().entries()),
                rangeTest);
    }

    private static Breakdown breakdown(
            StudyView view, List<TrialFacts> trials, Optional<Trial> winner, Optional<RangeTestFacts> rangeTest) {
        List<RateEvidence> evidence = new ArrayList<>(EdgeEvidence.ofTrials(
                view, trial -> trials.get(trial.id().number() - 1).diagnosis(), winner));
        rangeTest
                .flatMap(RangeTestFacts::analysis)
                .ifPresent(found -> evidence.addAll(
                        EdgeEvidence.ofRangeTest(found, rangeTest.orElseThrow().probed())));
        return new Breakdown(
                winner.flatMap(Trial::learningRate).map(LearningRate::value).orElse(0.0), evidence);
    }

    /** What follows from each trial, in the order of their numbers. */
    public static Stream<TrialFacts> trials(StudyView view) {
        CurveDiagnoser diagnoser = CurveDiagnoser.of(view);
        return view.trials().stream().map(t -> TrialFacts.of(diagnoser, view.objective(), t));
    }

    public StudyView view() {
        return result.view();
    }

    /** The trainer's name and fingerprint: studies in which both are equal trained alike. */
    public List<String> trainer() {
        Provenance provenance = result.study().provenance();
        return List.of(provenance.trainer(), provenance.trainerFingerprint());
    }

    /** The best candidate, where a trial measured the objective. */
    public Optional<RankedTrial> winner() {
        return result.findBest();
    }

    public TrialFacts trial(TrialId id) {
        return trials.get(id.number() - 1);
    }

    /** The trials of one purpose, in order. */
    public List<TrialFacts> trials(TrialPurpose purpose) {
        return trials.stream().filter(t -> t.trial().purpose() == purpose).toList();
    }

    /** The baseline's place, where one was trained. */
    public Optional<RankedTrial> baseline() {
        return result.ranking().entries().stream()
                .filter(e -> e.trial().purpose() == TrialPurpose.BASELINE)
                .findFirst();
    }

    /**
     * By how much the winner's figure is better than that of the baseline, 0 or more where it is not worse; empty where
     * one of them has none.
     */
    public OptionalDouble gain() {
        Objective objective = view().objective();
        return winner()
                .flatMap(RankedTrial::figure)
                .flatMap(best -> baseline()
                        .flatMap(RankedTrial::figure)
                        .map(other -> objective.toScore(other.mean()) - objective.toScore(best.mean())))
                .stream()
                .mapToDouble(gain -> gain)
                .findFirst();
    }

    /** The searched candidates that cannot be told apart from the best, the winner among them, best first. */
    public List<RankedTrial> tiedBest() {
        return result.ranking().entries().stream()
                .filter(RankedTrial::tiedBest)
                .filter(e -> e.trial().purpose() == TrialPurpose.SEARCH)
                .toList();
    }
}
