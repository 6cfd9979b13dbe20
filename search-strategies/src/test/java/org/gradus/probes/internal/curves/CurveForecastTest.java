package org.gradus.probes.internal.curves;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.testkit.StudyBuilder;
import org.gradus.core.trial.Objective;
import org.junit.jupiter.api.Test;

class CurveForecastTest {
    private static final SearchSpace SPACE = SearchSpace.learningRate(1e-4, 1);

    private static StudyBuilder study() {
        return StudyBuilder.of(SPACE, Objective.maximize("validationAccuracy"), StudyBudget.of(50, 8));
    }

    private static CurveForecast.Belief now(StudyBuilder study) {
        return CurveForecast.of(study.view()).orElseThrow().now();
    }

    /** Accuracy a, rising by 0.05 with each doubling of the epochs. */
    private static double[] curve(double a, int epochs) {
        double[] curve = new double[epochs];
        for (int epoch = 1; epoch <= epochs; epoch++) {
            curve[epoch - 1] = a + 0.05 * Math.log(epoch) / Math.log(2);
        }
        return curve;
    }

    @Test
    void nothingIsExpectedWithoutAScore() {
        assertThat(CurveForecast.of(study().view())).isEmpty();
        assertThat(CurveForecast.of(
                        study().diverged(0.1).failed(0.2, "no memory").view()))
                .isEmpty();
    }

    @Test
    void aShortTrialIsExpectedToRiseAsTheOthersDid() {
        // All curves rise by 0.15 from the first epoch to the eighth, so that a trial with 0.52 after one should end at
        // 0.67,
        // above those that ended at 0.65 and below the one that ended at 0.70.
        StudyBuilder study = study().completed(1e-4, curve(0.3, 8))
                .completed(1e-3, curve(0.45, 8))
                .completed(1e-2, curve(0.5, 8))
                .completed(1e-1, curve(0.55, 8))
                .completed(1, curve(0.4, 8))
                .held(2e-2, curve(0.52, 1));
        CurveProcess ends = now(study).ends();
        double third = ends.mean(new double[] {0.5});
        double best = ends.mean(new double[] {0.75});
        double share = (ends.mean(new double[] {Math.log10(2e-2 / 1e-4) / 4}) - third) / (best - third);
        assertThat(share).isCloseTo(0.4, within(0.25));
    }

    @Test
    void theChanceToBeTheBestIsLargerAheadThanBehind() {
        StudyBuilder study = study().completed(1e-4, curve(0.3, 8))
                .completed(1e-2, curve(0.5, 8))
                .held(1e-3, curve(0.2, 1))
                .held(1e-1, curve(0.7, 1));
        CurveForecast.Belief belief = now(study);
        assertThat(belief.chance(new double[] {0.75})).isGreaterThan(0.5);
        assertThat(belief.chance(new double[] {0.25})).isLessThan(0.1);
        assertThat(belief.logImprovement(new double[] {0.75}))
                .isGreaterThan(belief.logImprovement(new double[] {0.25}));
    }

    @Test
    void whatOpenTrialsPromiseIsNotPromisedAgain() {
        StudyBuilder study = study().completed(1e-4, curve(0.3, 8))
                .completed(1e-2, curve(0.5, 8))
                .held(1e-1, curve(0.7, 1));
        CurveForecast forecast = CurveForecast.of(study.view()).orElseThrow();
        double[] open = {0.75};
        assertThat(forecast.afterOpen().incumbent())
                .isGreaterThan(forecast.now().incumbent());
        assertThat(forecast.afterOpen().logImprovement(open))
                .isLessThan(forecast.now().logImprovement(open) - 1);
        assertThat(forecast.afterOpen().ends().mean(open))
                .isCloseTo(forecast.now().ends().mean(open), within(0.05));
    }

    @Test
    void strategyAndPolicyShareAFactoredMatrix() {
        StudyBuilder study = study().completed(1e-4, curve(0.3, 8)).held(1e-1, curve(0.7, 1));
        assertThat(CurveForecast.of(study.view()).orElseThrow().afterOpen().ends())
                .isSameAs(
                        CurveForecast.of(study.view()).orElseThrow().afterOpen().ends());
    }

    @Test
    void theOrderOfTrialsChangesNothing() {
        StudyBuilder one =
                study().completed(1e-4, curve(0.3, 8)).held(1e-1, 0.7).completed(1e-2, curve(0.5, 8));
        StudyBuilder other = study().completed(1e-2, curve(0.5, 8))
                .completed(1e-4, curve(0.3, 8))
                .held(1e-1, 0.7);
        for (double place : List.of(0.1, 0.6)) {
            assertThat(now(one).ends().mean(new double[] {place}))
                    .isEqualTo(now(other).ends().mean(new double[] {place}));
        }
    }
}
