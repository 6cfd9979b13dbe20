package org.gradus.trainers.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.gradus.core.budget.FullBudget;
import org.gradus.core.diagnosis.CurveDiagnoser;
import org.gradus.core.diagnosis.Diagnosis;
import org.gradus.core.engine.Search;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.Trial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Searches of the quadratic by the real engine, whose edge of divergence is known to be 2/λ_max = 0.04. */
class QuadraticSearchTest {
    private static final QuadraticTrainer QUADRATIC = QuadraticTrainer.of(1, 10, 50);

    private static StudyResult search(QuadraticTrainer trainer, int epochs, List<Double> rates) {
        return Search.of(trainer)
                .learningRate(1e-5, 1)
                .strategy(new ScriptedStrategy(rates))
                .policy(new FullBudget())
                .trials(rates.size())
                .epochs(epochs)
                .replicates(1)
                .run();
    }

    @ParameterizedTest
    @CsvSource({"1, 200", "10, 20", "20, 10", "200, 1"})
    void ratesTenPercentAboveTheEdgeDivergeAndTenPercentBelowDoNot(int epochs, long stepsPerEpoch) {
        List<Double> below = spaced(1e-5, 0.036);
        List<Double> rates = new ArrayList<>(below);
        rates.addAll(spaced(0.044, 1));
        StudyResult result = search(QUADRATIC.stepsPerEpoch(stepsPerEpoch), epochs, rates);
        List<Double> diverged = result.view().searched().stream()
                .filter(t -> CurveDiagnoser.diagnose(result.view(), t).label() == Diagnosis.Label.DIVERGED)
                .map(QuadraticSearchTest::rate)
                .collect(Collectors.toList());
        assertThat(diverged).isEqualTo(rates.subList(below.size(), rates.size()));
        assertThat(result.view().searched()).allMatch(t -> t.ended(OutcomeKind.DIVERGED) == (rate(t) > 0.04));
    }

    /** The best of these rates is 0.039: slower ones leave more of λ = 1, and 0.0399 more of λ = 50. */
    @Test
    void winnerIsTheRateWithTheLowestLossInClosedForm() {
        List<Double> rates = List.of(0.01, 0.02, 0.03, 0.036, 0.039, 0.0399, 0.05);
        StudyResult result = search(QUADRATIC.stepsPerEpoch(10), 20, rates);
        assertThat(result.best().learningRate().value()).isEqualTo(0.039);
        // ½·(1·0.961^400 + 10·0.61^400 + 50·0.95^400)
        double exact = 0.5 * (Math.pow(0.961, 400) + 50 * Math.pow(0.95, 400));
        assertThat(result.best().validation().orElseThrow().loss()).isCloseTo(exact, within(1e-9 * exact));
    }

    private static double rate(Trial trial) {
        return trial.learningRate().orElseThrow().value();
    }

    private static List<Double> spaced(double min, double max) {
        List<Double> rates = new ArrayList<>();
        for (int i = 0; i <= 20; i++) {
            rates.add(Math.min(max, min * Math.pow(max / min, i / 20.0)));
        }
        return rates;
    }
}
