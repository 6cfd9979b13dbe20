package org.gradus.core.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.diagnosis.Diagnosis.Label;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.study.StudyView;
import org.gradus.core.testkit.Curves;
import org.gradus.core.testkit.StudyBuilder;
import org.gradus.core.trial.TrialId;

/** Curves of small convolutional networks, and studies of them. */
final class DiagnosedCurves {
    static final double GOOD_RATE = 0.01;

    private DiagnosedCurves() {}

    /** Three series of epochs 1 to n; epoch 0 is an untrained network. */
    record Cnn(double[] train, double[] validation, double[] accuracy) {
        List<CurvePoint> at(double rate) {
            List<Evaluation> trains = new ArrayList<>(List.of(Evaluation.of(2.31, 0.1)));
            List<Evaluation> validations = new ArrayList<>(List.of(Evaluation.of(2.32, 0.104)));
            for (int i = 0; i < validation.length; i++) {
                trains.add(Evaluation.of(train[i], accuracy[i]));
                validations.add(Evaluation.of(validation[i], accuracy[i]));
            }
            return Curves.evaluated(rate, 10, trains, validations);
        }
    }

    static double[] of(double... figures) {
        return figures;
    }

    static final Cnn GOOD = new Cnn(
            of(0.68, 0.50, 0.42, 0.38, 0.36), of(0.70, 0.53, 0.45, 0.43, 0.42), of(0.75, 0.81, 0.840, 0.848, 0.851));
    static final Cnn CRAWLING = new Cnn(
            of(2.28, 2.24, 2.19, 2.12, 2.03), of(2.29, 2.25, 2.20, 2.13, 2.04), of(0.12, 0.15, 0.20, 0.26, 0.32));

    static StudyBuilder study(int epochs) {
        return StudyBuilder.rates(1e-7, 100, epochs);
    }

    static StudyBuilder besideGood(double rate, Cnn cnn) {
        return study(5).completed(Configuration.of(new LearningRate(GOOD_RATE)), GOOD.at(GOOD_RATE))
                .completed(Configuration.of(new LearningRate(rate)), cnn.at(rate));
    }

    static Diagnosis last(StudyBuilder study) {
        StudyView view = study.view();
        return CurveDiagnoser.diagnose(
                view, view.trial(new TrialId(view.trials().size())));
    }

    static void assertLabel(StudyBuilder study, Label label, String... evidence) {
        Diagnosis diagnosis = last(study);
        assertThat(diagnosis.label()).as(diagnosis.evidence()).isEqualTo(label);
        for (String words : evidence) {
            assertThat(diagnosis.evidence()).contains(words);
        }
    }
}
