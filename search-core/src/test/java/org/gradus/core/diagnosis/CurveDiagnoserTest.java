package org.gradus.core.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gradus.core.diagnosis.DiagnosedCurves.CRAWLING;
import static org.gradus.core.diagnosis.DiagnosedCurves.GOOD;
import static org.gradus.core.diagnosis.DiagnosedCurves.GOOD_RATE;
import static org.gradus.core.diagnosis.DiagnosedCurves.assertLabel;
import static org.gradus.core.diagnosis.DiagnosedCurves.besideGood;
import static org.gradus.core.diagnosis.DiagnosedCurves.last;
import static org.gradus.core.diagnosis.DiagnosedCurves.of;
import static org.gradus.core.diagnosis.DiagnosedCurves.study;
import static org.gradus.core.diagnosis.Diagnosis.Label.COLLAPSED;
import static org.gradus.core.diagnosis.Diagnosis.Label.DIVERGED;
import static org.gradus.core.diagnosis.Diagnosis.Label.HEALTHY;
import static org.gradus.core.diagnosis.Diagnosis.Label.OVERFITTING;
import static org.gradus.core.diagnosis.Diagnosis.Label.PLATEAU;
import static org.gradus.core.diagnosis.Diagnosis.Label.TOO_LOW;
import static org.gradus.core.diagnosis.Diagnosis.Label.UNDER_TRAINED;
import static org.gradus.core.diagnosis.Diagnosis.Label.UNSTABLE;

import java.util.ArrayList;
import java.util.List;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.diagnosis.DiagnosedCurves.Cnn;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.space.Scale;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.study.StudyView;
import org.gradus.core.testkit.Curves;
import org.gradus.core.testkit.StudyBuilder;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.TrialId;
import org.junit.jupiter.api.Test;

/** Curves as small convolutional networks of ten classes draw them in five epochs, unless said otherwise. */
class CurveDiagnoserTest {
    private static final Cnn STUCK =
            new Cnn(of(1.6, 1.5, 1.5, 1.5, 1.5), of(1.6, 1.51, 1.51, 1.51, 1.51), of(0.40, 0.45, 0.45, 0.45, 0.45));

    @Test
    void goodRateIsHealthyAloneAndBesideWorse() {
        StudyBuilder alone = study(5).completed(Configuration.of(new LearningRate(GOOD_RATE)), GOOD.at(GOOD_RATE));
        assertLabel(alone, HEALTHY, "no better trial to compare with");
        StudyView view = besideGood(1e-4, CRAWLING).view();
        assertThat(CurveDiagnoser.diagnose(view, view.trial(new TrialId(1))).label())
                .isEqualTo(HEALTHY);
    }

    /** Accuracy 0.29 after 0.104 in the last two epochs, where the best has 0.8495: 24.9 % of its improvement. */
    @Test
    void crawlingBelowTheBestIsTooLow() {
        assertLabel(
                besideGood(1e-4, CRAWLING),
                TOO_LOW,
                "24.9 % of the improvement of the best (trial 1) at epochs 4 to 5",
                "at 0.01 times its rate");
    }

    @Test
    void rateThatMovesNothingIsTooLow() {
        Cnn still = new Cnn(
                of(2.31, 2.31, 2.31, 2.31, 2.31),
                of(2.32, 2.32, 2.32, 2.32, 2.32),
                of(0.104, 0.104, 0.104, 0.104, 0.104));
        assertLabel(besideGood(1e-9, still), TOO_LOW);
        Cnn trembling = new Cnn(
                of(2.3099, 2.3098, 2.3099, 2.3097, 2.3098),
                of(2.3199, 2.3201, 2.3198, 2.3199, 2.3197),
                of(0.103, 0.106, 0.104, 0.102, 0.107));
        assertLabel(besideGood(1e-7, trembling), TOO_LOW);
        StudyBuilder alone = study(5).completed(Configuration.of(new LearningRate(1e-7)), trembling.at(1e-7));
        assertLabel(alone, TOO_LOW);
    }

    @Test
    void batchesAroundTheUntrainedLossDoNotMakeACrawlingTrialUnstable() {
        List<CurvePoint> noisy = new ArrayList<>();
        for (int step = 1; step < 50; step++) {
            noisy.add(CurvePoint.ofBatch(step, 1e-4, 2.3 + 0.25 * Math.sin(step)));
        }
        StudyBuilder study = study(5).completed(Configuration.of(new LearningRate(GOOD_RATE)), GOOD.at(GOOD_RATE))
                .completed(Configuration.of(new LearningRate(1e-4)), Curves.merged(CRAWLING.at(1e-4), noisy));
        assertLabel(study, TOO_LOW);
    }

    /** A higher rate gets farther, whether this one creeps or has crept to a halt. */
    @Test
    void stuckBelowTheBestIsTooLow() {
        assertLabel(besideGood(1e-4, STUCK), TOO_LOW);
    }

    @Test
    void whereMoreThanTheRateDiffersStuckBelowTheBestIsAPlateau() {
        SearchSpace space = SearchSpace.builder()
                .learningRate(1e-7, 100)
                .real("momentum", 0, 1, Scale.LINEAR)
                .build();
        StudyBuilder study = StudyBuilder.of(space, Objective.maximize("validationAccuracy"), StudyBudget.of(9, 5))
                .completed(withMomentum(GOOD_RATE), GOOD.at(GOOD_RATE))
                .completed(withMomentum(1e-4), STUCK.at(1e-4));
        assertLabel(study, PLATEAU);
    }

    private static Configuration withMomentum(double rate) {
        return Configuration.builder()
                .set("learningRate", rate)
                .set("momentum", 0.5)
                .build();
    }

    @Test
    void flatAboveTheBestIsAPlateau() {
        Cnn high = new Cnn(
                of(1.1, 1.02, 1.0, 1.01, 1.0), of(1.1, 1.04, 1.02, 1.03, 1.02), of(0.60, 0.63, 0.64, 0.63, 0.64));
        assertLabel(besideGood(0.1, high), PLATEAU, "at 10 times its rate");
    }

    @Test
    void chanceFromTheFirstEpochOnIsCollapsed() {
        Cnn chance = new Cnn(
                of(2.35, 2.31, 2.304, 2.305, 2.304), of(2.36, 2.31, 2.306, 2.304, 2.305), of(0.1, 0.1, 0.1, 0.1, 0.1));
        assertLabel(besideGood(0.3, chance), COLLAPSED, "0.100 after 5 epochs never left", "from 2.32 to 2.3");
        StudyBuilder alone = study(5).completed(Configuration.of(new LearningRate(0.3)), chance.at(0.3));
        assertLabel(alone, COLLAPSED);
    }

    /** An untrained network can do worse than to name one class always: 0.03 here, and 0.1 for a constant answer. */
    @Test
    void constantAnswerIsCollapsedThoughTheUntrainedNetworkWasWorse() {
        List<Evaluation> evaluations = List.of(
                Evaluation.of(2.32, 0.03),
                Evaluation.of(2.41, 0.1),
                Evaluation.of(2.38, 0.1),
                Evaluation.of(2.39, 0.1),
                Evaluation.of(2.40, 0.1),
                Evaluation.of(2.39, 0.1));
        List<CurvePoint> constant = Curves.evaluated(3, 10, evaluations);
        Configuration three = Configuration.of(new LearningRate(3));
        assertLabel(study(5).completed(three, constant), COLLAPSED);
        assertLabel(
                study(5).completed(Configuration.of(new LearningRate(GOOD_RATE)), GOOD.at(GOOD_RATE))
                        .completed(three, constant),
                COLLAPSED);
    }

    /** Two of ten classes are told apart: a fifth of the best's gain, while the train loss fell by 3 % of what the best's did. */
    @Test
    void lossThatHardlyFellBesideTheBestIsCollapsedWhereTheAccuracyIsLowToo() {
        double[] accuracy = {0.2, 0.21, 0.21, 0.21, 0.21};
        double[] stays = {2.4, 2.3, 2.26, 2.25, 2.25};
        double[] falls = {2.3, 2.15, 2.0, 1.9, 1.85};
        assertLabel(besideGood(0.3, new Cnn(stays, stays, accuracy)), COLLAPSED);
        assertLabel(besideGood(0.3, new Cnn(falls, falls, accuracy)), PLATEAU);
    }

    @Test
    void fallToChanceIsCollapsed() {
        Cnn fallen = new Cnn(
                of(1.4, 1.0, 2.31, 2.304, 2.304), of(1.42, 1.05, 2.31, 2.305, 2.305), of(0.5, 0.64, 0.1, 0.1, 0.1));
        assertLabel(besideGood(0.1, fallen), COLLAPSED, "fell from 0.640 to 0.100");
    }

    @Test
    void lossThatIsNoNumberIsDiverged() {
        StudyBuilder study = study(5).completed(GOOD_RATE, 0.8).diverged(10);
        assertLabel(study, DIVERGED, "not finite at step 1");
    }

    @Test
    void clippedLossFarAboveTheUntrainedIsDiverged() {
        Cnn clipped = new Cnn(of(15, 18, 20, 22, 22), of(15.1, 18.2, 20.3, 22, 22), of(0.1, 0.1, 0.1, 0.1, 0.1));
        assertLabel(besideGood(10, clipped), DIVERGED, "over 3 times the untrained 2.32");
    }

    @Test
    void swingingAccuracyIsUnstable() {
        Cnn swinging = new Cnn(
                of(1.10, 1.15, 1.0, 1.05, 0.95), of(1.11, 1.16, 1.0, 1.06, 0.96), of(0.60, 0.48, 0.66, 0.50, 0.68));
        assertLabel(besideGood(0.1, swinging), UNSTABLE, "2 swings of validation accuracy by 0.0");
    }

    /** The whole fall is 2.31 − 0.6; a late spike of more than a tenth of it. */
    @Test
    void lateSpikeOfTheTrainLossIsUnstable() {
        Cnn spiking = new Cnn(
                of(0.9, 0.8, 0.7, 1.1, 0.6), of(0.92, 0.83, 0.75, 1.12, 0.66), of(0.68, 0.72, 0.76, 0.70, 0.79));
        assertLabel(besideGood(0.05, spiking), UNSTABLE, "1 epoch with a train loss far above the lowest before");
    }

    @Test
    void batchesFarAboveTheUntrainedLossAreUnstable() {
        List<CurvePoint> bad = List.of(
                CurvePoint.ofBatch(15, 0.05, 3.5), CurvePoint.ofBatch(16, 0.05, 4.5), CurvePoint.ofBatch(33, 0.05, 9));
        StudyBuilder study =
                study(5).completed(Configuration.of(new LearningRate(0.05)), Curves.merged(GOOD.at(0.05), bad));
        assertLabel(study, UNSTABLE, "3 recorded batches after epoch 1 with a loss of 1.5 times");
        List<CurvePoint> early = List.of(
                CurvePoint.ofBatch(1, 0.05, 3.5), CurvePoint.ofBatch(2, 0.05, 4.5), CurvePoint.ofBatch(9, 0.05, 9));
        assertLabel(
                study(5).completed(Configuration.of(new LearningRate(0.05)), Curves.merged(GOOD.at(0.05), early)),
                HEALTHY);
    }

    @Test
    void swingsOfALowRateDoNotMakeItUnstable() {
        Cnn swinging =
                new Cnn(of(1.8, 1.7, 1.6, 1.5, 1.4), of(1.8, 1.72, 1.63, 1.5, 1.42), of(0.40, 0.36, 0.47, 0.43, 0.50));
        assertLabel(besideGood(1e-3, swinging), TOO_LOW);
    }

    /** Accuracies of the best swing by 0.08 and more: the validation split is small, so swings of 0.04 mean nothing. */
    @Test
    void swingsWithinTheNoiseOfTheBestAreNone() {
        double[] noisy = {0.80, 0.88, 0.79, 0.88, 0.80, 0.89, 0.80, 0.90};
        double[] mild = {0.80, 0.84, 0.80, 0.84, 0.80, 0.84, 0.80, 0.84};
        double[] loss = {0.7, 0.6, 0.55, 0.53, 0.52, 0.515, 0.51, 0.51};
        Cnn mildSwings = new Cnn(loss, loss, mild);
        StudyBuilder study = study(8).completed(
                        Configuration.of(new LearningRate(0.01)), new Cnn(loss, loss, noisy).at(0.01))
                .completed(Configuration.of(new LearningRate(0.02)), mildSwings.at(0.02));
        assertThat(last(study).label()).isNotEqualTo(UNSTABLE);
        StudyBuilder alone = study(8).completed(Configuration.of(new LearningRate(0.02)), mildSwings.at(0.02));
        assertLabel(alone, UNSTABLE);
    }

    @Test
    void risingValidationLossWithFallingTrainLossIsOverfitting() {
        Cnn overfitting = new Cnn(
                of(0.55, 0.35, 0.22, 0.12, 0.06), of(0.60, 0.48, 0.51, 0.57, 0.66), of(0.78, 0.84, 0.845, 0.842, 0.84));
        assertLabel(
                besideGood(0.02, overfitting),
                OVERFITTING,
                "lowest around epoch 3 of 5 and rose by 0.095 while train loss fell to 0.09");
    }

    /** In long trainings the validation loss of an overfitting network can rise above the untrained one. */
    @Test
    void heavyOverfittingIsNeitherUnstableNorCollapsed() {
        int epochs = 60;
        double[] train = new double[epochs];
        double[] validation = new double[epochs];
        double[] accuracy = new double[epochs];
        for (int i = 0; i < epochs; i++) {
            train[i] = 0.7 * Math.exp(-0.15 * i);
            validation[i] = 0.4 + 0.04 * Math.max(0, i - 5) + 0.3 * Math.exp(-i);
            accuracy[i] = 0.9;
        }
        Cnn overfitting = new Cnn(train, validation, accuracy);
        StudyBuilder study = study(epochs).completed(Configuration.of(new LearningRate(1e-3)), overfitting.at(1e-3));
        assertLabel(study, OVERFITTING);
        List<CurvePoint> withoutAccuracy = overfitting.at(1e-3).stream()
                .map(p -> new CurvePoint(
                        p.step(),
                        p.learningRate(),
                        p.batchLoss(),
                        p.train().map(e -> Evaluation.ofLoss(e.loss())),
                        p.validation().map(e -> Evaluation.ofLoss(e.loss()))))
                .toList();
        StudyBuilder losses = StudyBuilder.of(
                        SearchSpace.learningRate(1e-5, 1),
                        Objective.minimize("validationLoss"),
                        StudyBudget.of(9, epochs))
                .completed(Configuration.of(new LearningRate(1e-3)), withoutAccuracy);
        assertLabel(losses, OVERFITTING);
    }

    @Test
    void noisyValidationLossIsNotOverfitting() {
        double[] train = {0.70, 0.60, 0.55, 0.52, 0.50, 0.49, 0.48, 0.475, 0.47, 0.468};
        double[] noisy = {0.72, 0.63, 0.61, 0.53, 0.60, 0.53, 0.61, 0.54, 0.59, 0.58};
        double[] accuracy = {0.75, 0.80, 0.81, 0.82, 0.825, 0.83, 0.83, 0.835, 0.835, 0.836};
        StudyBuilder study =
                study(10).completed(Configuration.of(new LearningRate(1e-3)), new Cnn(train, noisy, accuracy).at(1e-3));
        assertThat(last(study).label()).isNotEqualTo(OVERFITTING);
    }

    /** The train loss falls as e^-0.57 over epochs 2 to 5, and the gap stays at 0.02: from 0.592 to 0.405, of 2.32 untrained. */
    @Test
    void stillFallingNearTheBestIsUnderTrained() {
        Cnn falling = new Cnn(
                of(1.2, 0.95, 0.78, 0.66, 0.56), of(1.22, 0.97, 0.8, 0.68, 0.58), of(0.58, 0.66, 0.76, 0.82, 0.835));
        assertLabel(besideGood(0.005, falling), UNDER_TRAINED, "as many epochs again are expected to bring 11 %");
    }

    /** On the quadratic ½ Σ λᵢ (1 − ηλᵢ)^{2N}, λ = 1, 10, 50, gradient descent diverges exactly above η = 2/50. */
    @Test
    void quadraticIsDivergedAboveItsEdgeAndNotBelow() {
        StudyBuilder study = quadratics(1e-5, 0.03, 0.9 * 0.04, 1.1 * 0.04, 0.1);
        StudyView view = study.view();
        assertThat(view.trials())
                .extracting(t -> CurveDiagnoser.diagnose(view, t).label())
                .containsExactly(TOO_LOW, HEALTHY, HEALTHY, DIVERGED, DIVERGED);
    }

    private static StudyBuilder quadratics(double... rates) {
        int epochs = 20;
        StudyBuilder study = StudyBuilder.of(
                SearchSpace.learningRate(1e-5, 1), Objective.minimize("validationLoss"), StudyBudget.of(9, epochs));
        for (double rate : rates) {
            List<Evaluation> evaluations = new ArrayList<>();
            for (int epoch = 0; epoch <= epochs; epoch++) {
                double loss = 0;
                for (double lambda : new double[] {1, 10, 50}) {
                    loss += lambda * Math.pow(1 - rate * lambda, 2.0 * 10 * epoch) / 2;
                }
                evaluations.add(Evaluation.ofLoss(loss));
            }
            study.completed(Configuration.of(new LearningRate(rate)), Curves.evaluated(rate, 10, evaluations));
        }
        return study;
    }
}
