package org.gradus.core.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gradus.core.diagnosis.DiagnosedCurves.CRAWLING;
import static org.gradus.core.diagnosis.DiagnosedCurves.GOOD;
import static org.gradus.core.diagnosis.DiagnosedCurves.GOOD_RATE;
import static org.gradus.core.diagnosis.DiagnosedCurves.assertLabel;
import static org.gradus.core.diagnosis.DiagnosedCurves.study;
import static org.gradus.core.diagnosis.Diagnosis.Label.COLLAPSED;
import static org.gradus.core.diagnosis.Diagnosis.Label.DIVERGED;
import static org.gradus.core.diagnosis.Diagnosis.Label.HEALTHY;
import static org.gradus.core.diagnosis.Diagnosis.Label.INCONCLUSIVE;
import static org.gradus.core.diagnosis.Diagnosis.Label.PLATEAU;
import static org.gradus.core.diagnosis.Diagnosis.Label.TOO_LOW;
import static org.gradus.core.diagnosis.Diagnosis.Label.UNDER_TRAINED;
import static org.gradus.core.diagnosis.Diagnosis.Label.UNSTABLE;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.diagnosis.Diagnosis.Label;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.space.Scale;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.study.StudyView;
import org.gradus.core.testkit.StudyBuilder;
import org.gradus.core.trial.Objective;
import org.junit.jupiter.api.Test;

/** Curves that lack a figure, an epoch or something to be compared with. */
class IncompleteCurvesTest {
    @Test
    void withoutAccuracyLossesDecide() {
        StudyBuilder study = StudyBuilder.of(
                        SearchSpace.learningRate(1e-7, 100), Objective.minimize("validationLoss"), StudyBudget.of(9, 5))
                .completed(1e-2, 0.70, 0.53, 0.45, 0.43, 0.42)
                .completed(1e-4, 2.29, 2.25, 2.20, 2.13, 2.04)
                .completed(1e-1, 2.36, 2.31, 2.306, 2.304, 2.305)
                .completed(5e-2, 1.1, 1.4, 1.0, 1.3, 0.95);
        StudyView view = study.view();
        assertThat(view.trials())
                .extracting(t -> CurveDiagnoser.diagnose(view, t).label())
                .containsExactly(HEALTHY, TOO_LOW, COLLAPSED, UNSTABLE);
    }

    @Test
    void withoutTheUntrainedModelNothingIsConcluded() {
        List<CurvePoint> points = GOOD.at(GOOD_RATE);
        StudyBuilder study =
                study(5).completed(Configuration.of(new LearningRate(GOOD_RATE)), points.subList(1, points.size()));
        assertLabel(study, INCONCLUSIVE, "the untrained model was not evaluated");
    }

    @Test
    void oneEpochIsTooFew() {
        assertLabel(study(5).stopped(0.1, 0.3), INCONCLUSIVE, "only 1 evaluated epoch");
        assertLabel(study(5).running(0.1, 5), INCONCLUSIVE);
        assertLabel(study(1).completed(0.1, 0.3), INCONCLUSIVE);
    }

    @Test
    void failuresAndSweepsHaveNoCurveOfARate() {
        assertLabel(study(5).failed(0.1, "out of memory"), INCONCLUSIVE, "failed after 0 epochs");
        assertLabel(study(5).sweep(1e-5, 1, 2.3, 2.0, 1.0, 4.0), INCONCLUSIVE, "a sweep");
    }

    @Test
    void studyWhereAllDivergedIsDiagnosed() {
        StudyView view = study(5).diverged(1).diverged(10).diverged(100, 0.2).view();
        assertThat(view.trials())
                .extracting(t -> CurveDiagnoser.diagnose(view, t).label())
                .containsOnly(DIVERGED);
    }

    @Test
    void heldAndStoppedTrialsAreComparedAtTheirOwnEpoch() {
        StudyBuilder study = study(5).completed(Configuration.of(new LearningRate(GOOD_RATE)), GOOD.at(GOOD_RATE))
                .stopped(1e-4, 0.21, 0.23);
        assertLabel(study, TOO_LOW, "at epoch 2");
    }

    @Test
    void beforeAnyTrialIsCompleteTheBestSoFarIsTheMeasure() {
        StudyBuilder study = study(5).held(GOOD_RATE, 0.7, 0.8).held(1e-4, 0.21, 0.23);
        assertLabel(study, TOO_LOW, "the best (trial 1) at epoch 2");
    }

    @Test
    void spaceWithoutALearningRateIsDiagnosedToo() {
        SearchSpace space =
                SearchSpace.builder().real("momentum", 0, 1, Scale.LINEAR).build();
        Configuration configuration =
                Configuration.builder().set("momentum", 0.5).build();
        StudyBuilder study = StudyBuilder.of(space, Objective.maximize("validationAccuracy"), StudyBudget.of(9, 5))
                .completed(configuration, GOOD.at(1))
                .completed(configuration, CRAWLING.at(1));
        assertLabel(study, PLATEAU);
    }

    @Test
    void accuracyMissingAtOneEpochIsNotUsed() {
        List<CurvePoint> points = new ArrayList<>(GOOD.at(GOOD_RATE));
        CurvePoint third = points.get(3);
        points.set(
                3,
                new CurvePoint(
                        third.step(),
                        GOOD_RATE,
                        third.batchLoss(),
                        third.train(),
                        Optional.of(Evaluation.ofLoss(0.45))));
        assertLabel(study(5).completed(Configuration.of(new LearningRate(GOOD_RATE)), points), HEALTHY);
    }

    @Test
    void labelsHaveWordsForPeople() {
        assertThat(UNDER_TRAINED.word()).isEqualTo("under-trained");
        for (Label label : Label.values()) {
            assertThat(label.meaning()).isNotBlank();
        }
        assertThat(HEALTHY.severity()).isEqualTo(Diagnosis.Severity.GOOD);
        assertThat(TOO_LOW.severity()).isEqualTo(Diagnosis.Severity.BAD);
    }
}
