package org.gradus.core.rangetest;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;
import org.gradus.core.diagnosis.Diagnosis;
import org.gradus.core.diagnosis.Diagnosis.Label;
import org.gradus.core.rangetest.RateEvidence.Verdict;
import org.gradus.core.space.LearningRate;
import org.gradus.core.study.StudyView;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.Score;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialPurpose;

/** Collects what a study shows of the edge of stability: from its trainings, and from its sweeps and probes. Pure. */
public final class EdgeEvidence {
    /** A training above the best rate that gains less than this share of what the best gained has lost its way. */
    private static final double LEAST_SHARE = 0.5;

    private EdgeEvidence() {}

    /**
     * What the trainings of a study show, sweeps apart.
     *
     * @param diagnoses what each of its trials means
     * @param best the trial that others are compared with; empty where there is none
     */
    public static List<RateEvidence> ofTrials(
            StudyView study, Function<Trial, Diagnosis> diagnoses, Optional<Trial> best) {
        return study.trials().stream()
                .filter(trial -> trial.purpose() != TrialPurpose.SWEEP)
                .flatMap(trial -> trial.learningRate().stream()
                        .map(rate -> ofTrial(
                                study, trial, rate, diagnoses.apply(trial).label(), best)))
                .filter(evidence -> evidence.verdict() != Verdict.OPEN || completed(study, evidence))
                .toList();
    }

    private static boolean completed(StudyView study, RateEvidence evidence) {
        return study.trial(evidence.trial().orElseThrow()).ended(OutcomeKind.COMPLETED);
    }

    private static RateEvidence ofTrial(
            StudyView study, Trial trial, LearningRate rate, Label label, Optional<Trial> best) {
        Verdict verdict = verdict(study, trial, label, best);
        String what =
                switch (verdict) {
                    case BROKEN -> label == Label.DIVERGED ? "diverged" : "collapsed to guessing";
                    case SHAKEN ->
                        label == Label.UNSTABLE ? "was unstable" : "gained less than half of what the best gained";
                    case SOUND -> "trained soundly";
                    case OPEN -> "stayed behind the best";
                };
        return new RateEvidence(
                rate.value(), verdict, "which " + what + " (" + trial.id() + ")", Optional.of(trial.id()));
    }

    private static Verdict verdict(StudyView study, Trial trial, Label label, Optional<Trial> best) {
        return switch (label) {
            case DIVERGED, COLLAPSED -> Verdict.BROKEN;
            case UNSTABLE -> Verdict.SHAKEN;
            case PLATEAU, TOO_LOW, OVERFITTING, UNDER_TRAINED, HEALTHY ->
                best.filter(other -> hasLostItsWay(study, trial, other)).isPresent()
                        ? Verdict.SHAKEN
                        : label != Label.PLATEAU && trial.ended(OutcomeKind.COMPLETED) ? Verdict.SOUND : Verdict.OPEN;
            case INCONCLUSIVE -> Verdict.OPEN;
        };
    }

    /** Judged at equal epochs, and only where the rate is all that is searched: elsewhere another parameter may be the reason. */
    private static boolean hasLostItsWay(StudyView study, Trial trial, Trial best) {
        boolean above = trial.learningRate().isPresent()
                && best.learningRate().isPresent()
                && trial.learningRate().get().value()
                        > best.learningRate().get().value();
        if (!above || study.space().dimensions() > 1) {
            return false;
        }
        Objective objective = study.objective();
        OptionalDouble gain = gain(trial, objective, trial.epochsTrained());
        OptionalDouble most = gain(best, objective, trial.epochsTrained());
        return gain.isPresent() && most.isPresent() && gain.getAsDouble() < LEAST_SHARE * most.getAsDouble();
    }

    private static OptionalDouble gain(Trial trial, Objective objective, int epoch) {
        Optional<Score> before = trial.scoreAt(objective, 0);
        Optional<Score> after = trial.scoreAt(objective, epoch);
        return before.isPresent() && after.isPresent()
                ? OptionalDouble.of(before.get().value() - after.get().value())
                : OptionalDouble.empty();
    }

    /** What a range test shows: its probes, and where its sweeps broke, unless they know nothing. */
    public static List<RateEvidence> ofRangeTest(SweepAnalysis sweeps, EdgeBracket probes) {
        ImmutableList.Builder<RateEvidence> evidence = ImmutableList.builder();
        probes.stable()
                .ifPresent(rate -> evidence.add(of(rate, Verdict.SOUND, "at which a short training was stable")));
        probes.unstable().ifPresent(rate -> evidence.add(of(rate, Verdict.BROKEN, "at which a short training broke")));
        Stream.of(sweeps)
                .filter(found -> found.interval().isPresent())
                .flatMap(found -> found.unstable().stream())
                .forEach(edge -> evidence.add(of(
                        edge.value(),
                        Verdict.BROKEN,
                        "at which the sweeps broke (they learn while they climb, so a training breaks earlier)")));
        return evidence.build();
    }

    private static RateEvidence of(double rate, Verdict verdict, String words) {
        return new RateEvidence(rate, verdict, words, Optional.empty());
    }
}
