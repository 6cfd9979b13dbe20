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
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import org.gradus.core.curve.CurveStatistics;
import org.gradus.core.curve.internal.DivergenceRule;
import org.gradus.core.space.Figures;
import org.gradus.core.study.StudyView;
import org.gradus.core.trial.Outcome;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialPurpose;

/**
 * Says what a learning curve means, relative to the study it belongs to. A pure function: policies, strategies and
 * reports all ask it and get the same answer. Thread-safe.
 *
 * <p>The threshold of oscillation follows AUTOTRAINER (Zhang et al., ICSE 2021, section III-B): a swing is an accuracy
 * that turns by 0.03 or more, and training oscillates when the swings number 0.2 of its epochs. Deviations: at least two
 * swings are asked for, because short trainings are the rule here; a swing must exceed twice the noise of the sound trials,
 * which have the same validation split; without an accuracy it is a share of the loss's whole fall; and rates below the best
 * trial's do not oscillate for being high, so they are not called unstable. One size, 5 %, is what counts as a difference of
 * shares, falls and rises. The other thresholds were chosen on the development tables of
 * {@code docs/benchmarks/diagnosis.md}.
 */
public final class CurveDiagnoser {
    /** The accuracy by which a swing turns, or the share of the loss's whole fall. */
    private static final double SWING = 0.03;

    private static final double SWINGS_PER_EPOCH = 0.2;

    /** A swing is this many times the noise of the sound trials: their own swings reach that at times. */
    private static final double NOISE_UNITS = 2;

    /** The accuracy above that of the untrained network that is more than guessing. */
    private static final double ABOVE_CHANCE = 0.05;

    /** The share of the untrained loss by which it must fall to be more than guessing. */
    private static final double NO_FALL = 0.02;

    /** The share of the best trial's improvement below which a trial has hardly begun to learn. */
    private static final double HARDLY_BEGUN = 0.1;

    /** The share of the best trial's improvement that is near it. */
    private static final double NEAR = 0.95;

    /** The share of the fall so far that as many epochs again must promise to pay: what counts as near, turned round. */
    private static final double STILL_IMPROVING = 0.05;

    /** The share of the whole fall that the last third of the epochs brings where a training does not stand still. */
    private static final double STILL_MOVING = 0.01;

    private static final int BAD_BATCHES = 3;

    /** The share of the loss's whole fall that a rise takes back when it counts: as much as a fall must promise. */
    private static final double OVERFIT_RISE = 0.05;

    private final StudyView study;
    private final StudyBest best;

    private CurveDiagnoser(StudyView study) {
        this.study = study;
        this.best = new StudyBest(study);
    }

    /** Diagnoses trials of one study: what they are all compared with is found once. */
    public static CurveDiagnoser of(StudyView study) {
        return new CurveDiagnoser(study);
    }

    /** Diagnoses one trial of a study; for many of them see {@link #of}. */
    public static Diagnosis diagnose(StudyView study, Trial trial) {
        return of(study).diagnose(trial);
    }

    /** Diagnoses one trial of the study. */
    public Diagnosis diagnose(Trial trial) {
        Optional<String> diverged = divergence(study, trial);
        if (diverged.isPresent()) {
            return new Diagnosis(DIVERGED, diverged.get());
        }
        Optional<String> tooLittle = tooLittle(trial);
        if (tooLittle.isPresent()) {
            return new Diagnosis(INCONCLUSIVE, tooLittle.get());
        }
        CurveFacts facts = CurveFacts.of(trial);
        BesideBest standing = BesideBest.of(best, trial);
        return guessing(facts, standing)
                .or(() -> unstable(trial, facts, standing))
                .or(() -> overfitting(facts))
                .orElseGet(() -> progress(facts, standing));
    }

    private static Optional<String> divergence(StudyView study, Trial trial) {
        if (trial.ended(OutcomeKind.DIVERGED)) {
            return trial.outcome().map(Outcome::reason);
        }
        boolean finished = trial.ended() && trial.epochsTrained() >= study.maxEpochs();
        return DivergenceRule.evidence(trial.curve(), study.divergence(), finished);
    }

    private static Optional<String> tooLittle(Trial trial) {
        if (trial.purpose() == TrialPurpose.SWEEP) {
            return Optional.of("a sweep has no learning curve of one rate");
        }
        if (trial.ended(OutcomeKind.FAILED)) {
            return Optional.of("the trial failed after " + Figures.counted(trial.epochsTrained(), "epoch"));
        }
        if (trial.atEpoch(0).flatMap(p -> p.validation()).isEmpty()) {
            return Optional.of("the untrained model was not evaluated");
        }
        int epochs = trial.curve().validations(e -> e.loss()).length - 1;
        return epochs < 2
                ? Optional.of("only " + epochs + " evaluated " + (epochs == 1 ? "epoch" : "epochs"))
                : Optional.empty();
    }

    /** Whether it still guesses: for too high a rate, or for too low a one. */
    private static Optional<Diagnosis> guessing(CurveFacts facts, BesideBest standing) {
        return facts.hasAccuracy() ? guessingByAccuracy(facts, standing) : guessingByLoss(facts, standing);
    }

    private static Optional<Diagnosis> guessingByAccuracy(CurveFacts facts, BesideBest standing) {
        double[] accuracy = facts.accuracy();
        double last = accuracy[accuracy.length - 1];
        double guess = guess(facts, standing);
        if (last > guess) {
            return Optional.empty();
        }
        double highest = Arrays.stream(accuracy).max().orElse(last);
        if (highest > guess + ABOVE_CHANCE) {
            return found(
                    COLLAPSED,
                    "validation accuracy fell from " + Figures.fixed(highest, 3) + " to " + Figures.fixed(last, 3)
                            + ", the level of the untrained network");
        }
        return found(
                crawls(facts, standing) ? TOO_LOW : COLLAPSED,
                "validation accuracy " + Figures.fixed(last, 3) + " after " + facts.epochs()
                        + " epochs never left the level of the untrained network; the validation loss went from "
                        + Figures.of(facts.initialLoss()) + " to " + Figures.of(facts.finalLoss()));
    }

    /**
     * The accuracy up to which a network may be guessing. An untrained network can do worse than to name one class always,
     * so the margin is wider where the loss has not fallen either, and where the best trial shows how much there is to gain.
     */
    private static double guess(CurveFacts facts, BesideBest standing) {
        double chance = facts.accuracy()[0];
        double gain = standing.best()
                .filter(CurveFacts::hasAccuracy)
                .map(best -> Arrays.stream(best.accuracy()).max().orElse(chance) - chance)
                .orElse(0.0);
        double margin = Math.max(ABOVE_CHANCE, HARDLY_BEGUN * gain);
        return chance + (hasHardlyFallen(facts, standing) ? 2 * margin : margin);
    }

    /** Judged on the split that is fitted: overfitting lifts the validation loss too. */
    private static boolean hasNotFallen(CurveFacts facts) {
        double[] loss = facts.fittedLoss();
        return fall(loss) <= NO_FALL * Math.abs(loss[0]);
    }

    /** Whether it has hardly fallen beside what the best shows there is to fall. */
    private static boolean hasHardlyFallen(CurveFacts facts, BesideBest standing) {
        double most = standing.best()
                .filter(best -> best.hasTrainLoss() == facts.hasTrainLoss())
                .map(best -> fall(best.fittedLoss()))
                .orElse(0.0);
        return hasNotFallen(facts) || fall(facts.fittedLoss()) < HARDLY_BEGUN * most;
    }

    private static double fall(double[] loss) {
        return loss[0] - loss[loss.length - 1];
    }

    private static Optional<Diagnosis> guessingByLoss(CurveFacts facts, BesideBest standing) {
        double[] loss = facts.fittedLoss();
        return hasNotFallen(facts)
                ? found(
                        crawls(facts, standing) ? TOO_LOW : COLLAPSED,
                        facts.fittedSplit() + " loss " + Figures.of(loss[loss.length - 1])
                                + " is no better than the untrained " + Figures.of(loss[0]))
                : Optional.empty();
    }

    /** Whether a guessing network moves too slowly, rather than having been thrown off. */
    private static boolean crawls(CurveFacts facts, BesideBest standing) {
        boolean falls = facts.lateFall() > STILL_MOVING && facts.lateFall() * facts.wholeFall() > facts.lossNoise();
        return (falls || facts.stands()) ? !standing.above() : standing.below();
    }

    private Optional<Diagnosis> unstable(Trial trial, CurveFacts facts, BesideBest standing) {
        if (standing.below()) {
            return Optional.empty();
        }
        return spikes(facts).or(() -> badBatches(facts)).or(() -> swings(trial, facts));
    }

    private static Optional<Diagnosis> spikes(CurveFacts facts) {
        int spikes = facts.spikes();
        return spikes > 0
                ? found(
                        UNSTABLE,
                        spikes + (spikes == 1 ? " epoch" : " epochs") + " with a "
                                + facts.fittedSplit() + " loss far above the lowest before: "
                                + Figures.of(100 * CurveFacts.SPIKE) + " % of the whole fall or more")
                : Optional.empty();
    }

    private static Optional<Diagnosis> badBatches(CurveFacts facts) {
        return facts.badBatches() >= BAD_BATCHES
                ? found(
                        UNSTABLE,
                        facts.badBatches() + " recorded batches after epoch 1 with a loss of "
                                + Figures.of(CurveFacts.BAD_BATCH) + " times that of the untrained network or more")
                : Optional.empty();
    }

    private Optional<Diagnosis> swings(Trial trial, CurveFacts facts) {
        boolean accuracy = facts.hasAccuracy();
        double noise = best.soundNoise(trial, trial.epochsTrained());
        double size = Math.max(SWING * (accuracy ? 1 : facts.wholeFall()), NOISE_UNITS * noise);
        int swings = CurveStatistics.drops(facts.swinging(), size);
        int limit = Math.max(2, (int) Math.ceil(SWINGS_PER_EPOCH * facts.epochs()));
        return swings >= limit
                ? found(
                        UNSTABLE,
                        swings + " swings of validation " + (accuracy ? "accuracy" : "loss") + " by " + Figures.of(size)
                                + " or more in " + Figures.counted(facts.epochs(), "epoch"))
                : Optional.empty();
    }

    /** Judged by means of epochs, for the lowest of noisy ones lies below what the network has learned. */
    private static Optional<Diagnosis> overfitting(CurveFacts facts) {
        if (!facts.hasTrainLoss()) {
            return Optional.empty();
        }
        double[] validation = facts.validationLoss();
        int last = validation.length - 1;
        int lowest = IntStream.rangeClosed(1, last)
                .boxed()
                .min(Comparator.comparingDouble(epoch -> CurveFacts.around(validation, epoch)))
                .orElseThrow();
        double low = CurveFacts.around(validation, lowest);
        double rise = CurveFacts.end(validation) - low;
        boolean turned = lowest < last - 1 && rise >= OVERFIT_RISE * (validation[0] - low);
        boolean beyondNoise = rise > facts.lossNoise();
        if (!turned
                || !beyondNoise
                || CurveFacts.end(facts.trainLoss()) >= CurveFacts.around(facts.trainLoss(), lowest)) {
            return Optional.empty();
        }
        return found(
                OVERFITTING,
                "validation loss was lowest around epoch " + lowest + " of " + last + " and rose by " + Figures.of(rise)
                        + " while train loss fell to " + Figures.of(CurveFacts.end(facts.trainLoss())));
    }

    private Diagnosis progress(CurveFacts facts, BesideBest standing) {
        if (standing.share() >= NEAR) {
            double further = FurtherFall.expected(facts);
            return new Diagnosis(
                    further >= STILL_IMPROVING ? UNDER_TRAINED : HEALTHY,
                    standing.words() + "; as many epochs again are expected to "
                            + (further < 0 ? "take back " : "bring ") + Figures.of(100 * Math.abs(further), 2)
                            + " % of the fall in validation loss so far");
        }
        double late = facts.lateFall();
        int end = facts.lateEpochs();
        String evidence = standing.words() + "; the last " + (end == 1 ? "epoch" : end + " epochs")
                + (late < 0 ? " gave back " : " brought ") + Figures.of(100 * Math.abs(late), 2)
                + " % of the fall in validation loss";
        boolean crawling = late > STILL_MOVING || standing.share() < HARDLY_BEGUN;
        boolean rateAlone = study.space().dimensions() == 1;
        return new Diagnosis(standing.below() && (rateAlone || crawling) ? TOO_LOW : PLATEAU, evidence);
    }

    private static Optional<Diagnosis> found(Diagnosis.Label label, String evidence) {
        return Optional.of(new Diagnosis(label, evidence));
    }
}
