package org.gradus.trainers.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.junit.jupiter.api.Test;

class CurveDifferenceTest {
    private static final CurveDifference RESUME = new CurveDifference("before", "after resume", "this is why.");

    private static CurvePoint point(double loss, double accuracy) {
        return new CurvePoint(42, 0.1, loss, Optional.empty(), Optional.of(Evaluation.of(0.5, accuracy)));
    }

    private static Optional<String> words(CurvePoint one, CurvePoint other) {
        return RESUME.of(List.of(one), List.of(other));
    }

    @Test
    void equalCurvesDoNotDiffer() {
        assertThat(words(point(0.7, 0.5), point(0.7, 0.5))).isEmpty();
        assertThat(words(point(Double.NaN, 0.5), point(Double.NaN, 0.5))).isEmpty();
    }

    @Test
    void figureThatDiffersIsNamedWithAsManyDigitsAsItTakes() {
        assertThat(words(point(0.69681, 0.5), point(0.7120, 0.5)))
                .hasValue("loss of step 42: 0.6968 before, 0.7120 after resume\nMaybe this is why.");
        assertThat(words(point(1, 0.5), point(1 + Math.ulp(1.0), 0.5)))
                .hasValue("loss of step 42: 1.0 before, 1.0000000000000002 after resume\nMaybe this is why.");
        assertThat(words(point(1, 0.25), point(1, 0.75)))
                .hasValueSatisfying(words ->
                        assertThat(words).startsWith("validation accuracy of step 42: 0.2500 before, 0.7500 after"));
        assertThat(words(point(1, 0.25), point(Double.NaN, 0.25)))
                .hasValueSatisfying(words -> assertThat(words).startsWith("loss of step 42: 1.000 before, NaN after"));
    }

    @Test
    void whatIsMissingIsNamed() {
        CurvePoint bare = new CurvePoint(42, 0.1, 1, Optional.empty(), Optional.empty());
        assertThat(words(point(1, 0.5), bare))
                .hasValueSatisfying(words -> assertThat(words)
                        .startsWith("evaluation on the validation data of step 42: there before, missing after"));
        CurvePoint trained = new CurvePoint(
                42, 0.1, 1, Optional.of(new Evaluation(2, Map.of())), Optional.of(Evaluation.of(0.5, 0.5)));
        CurvePoint other = new CurvePoint(
                42, 0.1, 1, Optional.of(new Evaluation(3, Map.of())), Optional.of(Evaluation.of(0.5, 0.5)));
        assertThat(words(trained, other))
                .hasValueSatisfying(
                        words -> assertThat(words).startsWith("training loss of step 42: 2.000 before, 3.000 after"));
        assertThat(RESUME.of(List.of(bare), List.of()))
                .hasValueSatisfying(
                        words -> assertThat(words).startsWith("number of points: 1 before, 0 after resume"));
    }
}
