package org.gradus.core.diagnosis;

import static org.gradus.core.diagnosis.Diagnosis.Label.COLLAPSED;
import static org.gradus.core.diagnosis.Diagnosis.Label.DIVERGED;
import static org.gradus.core.diagnosis.Diagnosis.Label.HEALTHY;
import static org.gradus.core.diagnosis.Diagnosis.Label.INCONCLUSIVE;
import static org.gradus.core.diagnosis.Diagnosis.Label.OVERFITTING;
import static org.gradus.core.diagnosis.Diagnosis.Label.PLATEAU;
import static org.gradus.core.diagnosis.Diagnosis.Label.TOO_LOW;
import static org.gradus.core.diagnosis.Diagnosis.Label.UNDER_TRAINED;
import static org.gradus.core.diagnosis.Diagnosis.Label.UNSTABLE;

import java.util.Arrays;
import java.util.Optional;
import org.gradus.core.curve.CurveStatistics;
import org.gradus.core.curve.DivergenceRule;
import org.gradus.core.space.Figures;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.Score;
import org.gradus.core.trial.StudyView;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialPurpose;

/**
 * Says what a learning curve means, relative to the study it belongs to. A pure function: policies, strategies and
 * reports all ask it and get the same answer.
 *
 * <p>The thresholds of oscillation and of overfitting follow AUTOTRAINER (Zhang et al., ICSE 2021, section III-B): a
 * swing is an accuracy that turns by 0.03 or more, and training oscillates when the swings number 0.2 of its epochs.
 * Deviations: at least two swings are asked for, because short trainings are the rule here, and how close a trial is to
 * the best is measured in shares of the best trial's improvement, so that no unit enters.
 */
public final class CurveDiagnoser {
    private static final double SWING = 0.03;
    private static final double SWINGS_PER_EPOCH = 0.2;
    private static final double ABOVE_CHANCE = 0.05;
    private static final double NEAR = 0.95;
    private static final double STILL_FALLING = 0.05;
    private static final int BAD_BATCHES = 3;
    private static final double OVERFIT_RISE = 0.02;

    private CurveDiagnoser() {}

    /** Diagnoses one trial of a study. */
    public static Diagnosis diagnose(StudyView study, Trial trial) {
        Optional<String> diverged = divergence(study, trial);
        if (diverged.isPresent()) {
            return new Diagnosis(DIVERGED, diverged.get());
        }
        if (trial.ended(OutcomeKind.FAILED)) {
            return new Diagnosis(INCONCLUSIVE, "the trial failed after " + trial.epochsTrained() + " epochs");
        }
        CurveFacts facts = CurveFacts.of(trial);
        if (trial.purpose() == TrialPurpose.SWEEP || facts.validationLoss().length < 3) {
            return new Diagnosis(
                    INCONCLUSIVE, "only " + Math.max(0, facts.validationLoss().length - 1) + " evaluated epochs");
        }
        Reference reference = Reference.of(study, trial);
        return collapsed(facts, reference)
                .or(() -> unstable(facts))
                .or(() -> overfitting(facts))
                .orElseGet(() -> progress(facts, reference));
    }

    private static Optional<String> divergence(StudyView study, Trial trial) {
        if (trial.ended(OutcomeKind.DIVERGED)) {
            return trial.outcome().map(o -> o.reason());
        }
        boolean finished = trial.ended() && trial.epochsTrained() >= study.maxEpochs();
        return DivergenceRule.evidence(trial.curve(), finished);
    }

    private static Optional<Diagnosis> collapsed(CurveFacts facts, Reference reference) {
        if (!facts.hasAccuracy()) {
            boolean noFall = facts.finalLoss() >= facts.initialLoss();
            return noFall && reference.aboveBest()
                    ? Optional.of(new Diagnosis(
                            COLLAPSED,
                            "validation loss " + Figures.of(facts.finalLoss()) + " is not below the untrained "
                                    + Figures.of(facts.initialLoss())))
                    : Optional.empty();
        }
        double[] accuracy = facts.accuracy();
        double chance = accuracy[0];
        double last = accuracy[accuracy.length - 1];
        double highest = Arrays.stream(accuracy).max().orElse(last);
        if (last > chance + ABOVE_CHANCE) {
            return Optional.empty();
        }
        if (highest > chance + 2 * ABOVE_CHANCE) {
            return Optional.of(new Diagnosis(
                    COLLAPSED,
                    "validation accuracy fell from " + Figures.fixed(highest, 3) + " to " + Figures.fixed(last, 3)
                            + ", the level of the untrained network"));
        }
        boolean crawling = facts.finalLoss() < facts.initialLoss() && !reference.aboveBest();
        return crawling
                ? Optional.empty()
                : Optional.of(new Diagnosis(
                        COLLAPSED,
                        "validation accuracy " + Figures.fixed(last, 3) + " after " + facts.epochs()
                                + " epochs never left the level of the untrained network"));
    }

    private static Optional<Diagnosis> unstable(CurveFacts facts) {
        double[] afterFirst = Arrays.copyOfRange(facts.validationLoss(), 1, facts.validationLoss().length);
        int spikes = CurveStatistics.risesAbove(afterFirst, facts.spikeHeight());
        if (spikes > 0 && facts.spikeHeight() > 0) {
            return Optional.of(new Diagnosis(
                    UNSTABLE,
                    spikes + (spikes == 1 ? " epoch" : " epochs")
                            + " with a validation loss a quarter of the whole fall above the lowest before"));
        }
        if (facts.badBatches() >= BAD_BATCHES) {
            return Optional.of(new Diagnosis(
                    UNSTABLE,
                    facts.badBatches()
                            + " recorded batches after epoch 1 with a loss above that of the untrained network"));
        }
        int swings = CurveStatistics.swings(facts.accuracy(), SWING);
        int limit = Math.max(2, (int) Math.ceil(SWINGS_PER_EPOCH * facts.epochs()));
        return swings >= limit
                ? Optional.of(new Diagnosis(
                        UNSTABLE, swings + " swings of validation accuracy by " + Figures.of(SWING) + " or more"))
                : Optional.empty();
    }

    private static Optional<Diagnosis> overfitting(CurveFacts facts) {
        double[] validation = facts.validationLoss();
        double[] train = facts.trainLoss();
        int best = CurveStatistics.indexOfMin(validation);
        int last = validation.length - 1;
        boolean early = best > 0 && last - best >= Math.max(2, 0.2 * facts.epochs());
        double rise = facts.finalLoss() - validation[best];
        if (!early
                || train.length != validation.length
                || !(rise > OVERFIT_RISE * (validation[0] - validation[best]))) {
            return Optional.empty();
        }
        return train[last] < train[best]
                ? Optional.of(new Diagnosis(
                        OVERFITTING,
                        "validation loss was lowest at epoch " + best + " of " + last + " and rose by "
                                + Figures.of(rise) + " while train loss fell to " + Figures.of(train[last])))
                : Optional.empty();
    }

    private static Diagnosis progress(CurveFacts facts, Reference reference) {
        String share = reference.words();
        boolean falling = facts.lastFall() > STILL_FALLING;
        String fall = "; the last epoch brought " + Figures.of(100 * facts.lastFall()) + " % of the fall";
        if (reference.share() >= NEAR) {
            return falling ? new Diagnosis(UNDER_TRAINED, share + fall) : new Diagnosis(HEALTHY, share);
        }
        if (!reference.aboveBest() && facts.lastFall() > 0) {
            return new Diagnosis(TOO_LOW, share + fall);
        }
        return new Diagnosis(PLATEAU, share + fall);
    }

    /**
     * Where a trial stands beside the best of its study at the same epoch.
     *
     * @param share its improvement over the untrained model, as a share of the best's
     * @param aboveBest whether its rate is above the best's
     */
    private record Reference(double share, boolean aboveBest, String words) {
        static Reference of(StudyView study, Trial trial) {
            Optional<Trial> best = study.bestCompleted().filter(b -> !b.id().equals(trial.id()));
            int epoch = trial.epochsTrained();
            Optional<Score> bestScore = best.flatMap(b -> b.scoreAt(study.objective(), epoch));
            Optional<Score> start = trial.scoreAt(study.objective(), 0);
            Optional<Score> own = trial.scoreAt(study.objective(), epoch);
            if (bestScore.isEmpty() || start.isEmpty() || own.isEmpty()) {
                return new Reference(1, false, "no better trial to compare with");
            }
            double bestGain = start.get().value() - bestScore.get().value();
            double gain = start.get().value() - own.get().value();
            double share = bestGain > 0 ? gain / bestGain : 1;
            boolean above = isAbove(trial, best.get());
            return new Reference(
                    share,
                    above,
                    Figures.of(100 * share) + " % of the improvement of the best trial ("
                            + best.get().id().number() + ") at epoch " + epoch);
        }

        private static boolean isAbove(Trial trial, Trial best) {
            return trial.learningRate()
                    .flatMap(rate -> best.learningRate().map(other -> rate.value() > other.value()))
                    .orElse(false);
        }
    }
}
