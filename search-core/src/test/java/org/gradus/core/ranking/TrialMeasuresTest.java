package org.gradus.core.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.study.StudyView;
import org.gradus.core.testkit.Curves;
import org.gradus.core.testkit.StudyBuilder;
import org.junit.jupiter.api.Test;

class TrialMeasuresTest {
    private static TrialMeasures measures(List<CurvePoint> curve) {
        StudyView study = StudyBuilder.rates(1e-5, 1, 3)
                .completed(Configuration.of(new LearningRate(0.1)), curve)
                .view();
        return TrialMeasures.of(study.objective(), study.searched().get(0));
    }

    private static List<CurvePoint> curve() {
        return Curves.evaluated(
                0.1,
                10,
                List.of(
                        Evaluation.of(2.3, 0.1),
                        Evaluation.of(1, 0.6),
                        Evaluation.of(0.8, 0.7),
                        Evaluation.of(0.4, 0.9)),
                List.of(
                        Evaluation.of(2.3, 0.1),
                        Evaluation.of(1.1, 0.7),
                        Evaluation.of(1.2, 0.62),
                        Evaluation.of(0.9, 0.69)));
    }

    @Test
    void gapIsThatOfTheLastEpoch() {
        assertThat(measures(curve()).gap().orElseThrow()).isCloseTo(0.9 - 0.4, within(1e-12));
    }

    @Test
    void worstDropIsTheDeepestFallBelowTheBestBefore() {
        assertThat(measures(curve()).worstDrop().orElseThrow()).isCloseTo(0.7 - 0.62, within(1e-12));
    }

    @Test
    void settledByTheEpochFromWhichTheScoreStaysNear() {
        assertThat(measures(curve()).settledBy(0.02)).hasValue(3);
        assertThat(measures(curve()).settledBy(0.1)).hasValue(1);
        assertThat(measures(curve()).settledBy(1)).hasValue(0);
    }

    @Test
    void aTrialThatNeverReportedHasNoMeasures() {
        StudyView study = StudyBuilder.rates(1e-5, 1, 3).running(0.1, 3).view();
        TrialMeasures measures =
                TrialMeasures.of(study.objective(), study.searched().get(0));
        assertThat(measures.gap()).isEmpty();
        assertThat(measures.worstDrop()).isEmpty();
        assertThat(measures.settledBy(1)).isEmpty();
    }
}
