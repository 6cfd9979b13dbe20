package org.gradus.core.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.gradus.core.space.Condition;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.space.Scale;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.Seeds;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PriorTest {
    private static final SearchSpace RATES = SearchSpace.learningRate(1e-5, 1);

    private static Configuration rate(double rate) {
        return Configuration.of(new LearningRate(rate));
    }

    private static Prior around(Configuration... good) {
        return new Prior(Arrays.stream(good)
                .map(configuration -> new Prior.Place(configuration, 1))
                .toList());
    }

    private static StudyView view(Prior prior, StudyBudget budget, int trials) {
        StudyFold fold = new StudyFold(new StudyRecord(
                new StudyId("s"),
                RATES,
                Objective.minimize("validationLoss"),
                budget,
                StudyRecord.Settings.builder()
                        .plan("toy", "full", "a test")
                        .finalists(1)
                        .recordEvery(1)
                        .build(),
                new Provenance("test", "test 1", Map.of()),
                new WarmStart(List.of(), prior)));
        for (int i = 1; i <= trials; i++) {
            fold.apply(new TrialEvent.TrialProposed(
                    TrialPlan.search(new TrialId(i), rate(0.5 / i), Seeds.of(0, 0), 10), 1));
        }
        return fold.view();
    }

    /** The densities are scipy's, of {@code truncnorm(-5, 5, loc=.5, scale=.1)} at .5, .7 and 1. */
    @ParameterizedTest
    @CsvSource({
        "3.1622776601683795e-3, 3.989425091164273",
        "3.1622776601683795e-2, 0.5399099746639667",
        "1, 1.4867203670757599e-05"
    })
    void densityAroundOneRateIsATruncatedGaussianAboveAnEvenFifth(double rate, double density) {
        double log = around(rate(Math.sqrt(1e-5))).log(RATES, rate(rate));
        assertThat(log).isCloseTo(Math.log(0.2 + 0.8 * density), within(1e-9));
    }

    /** A density integrates to one, also where the kernel is cut off: the midpoint rule on 2000 places. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-5, 2e-5, 1e-3, 0.9, 1})
    void densityIntegratesToOne(double center) {
        Prior prior = around(rate(center), rate(1e-2));
        double integral = IntStream.range(0, 2000)
                .mapToDouble(i -> Math.exp(prior.log(RATES, RATES.fromUnit(new double[] {(i + 0.5) / 2000}))))
                .average()
                .orElseThrow();
        assertThat(integral).isCloseTo(1, within(1e-5));
    }

    @Test
    void choicesAndInactiveParametersAreCompared() {
        SearchSpace space = SearchSpace.builder()
                .categorical("updater", "sgd", "nesterovs", "adam", "rmsprop")
                .real("momentum", 0, 1, Scale.LINEAR)
                .when(Condition.when("updater", "nesterovs"))
                .categorical("only", "one")
                .build();
        Configuration adam = Configuration.builder()
                .set("updater", "adam")
                .set("only", "one")
                .build();
        Configuration nesterovs = adam.toBuilder()
                .set("updater", "nesterovs")
                .set("momentum", 0.9)
                .build();
        // Aitchison and Aitken beside the even density: 4 · 0.8 for the same of four values, 4 · 0.2 / 3 for another.
        assertThat(around(adam).log(space, adam)).isCloseTo(Math.log(0.2 + 0.8 * 3.2), within(1e-12));
        assertThat(around(adam).log(space, nesterovs)).isCloseTo(Math.log(0.2 + 0.8 * 0.8 / 3), within(1e-12));
    }

    @Test
    void weightsAreShares() {
        Prior prior = new Prior(List.of(new Prior.Place(rate(1e-5), 3), new Prior.Place(rate(1), 1)));
        Prior doubled = new Prior(List.of(new Prior.Place(rate(1e-5), 6), new Prior.Place(rate(1), 2)));
        double low = Math.exp(prior.log(RATES, rate(1e-5))) - 0.2;
        double high = Math.exp(prior.log(RATES, rate(1))) - 0.2;
        assertThat(low / high).isCloseTo(3, within(1e-9));
        assertThat(doubled.log(RATES, rate(1))).isCloseTo(prior.log(RATES, rate(1)), within(1e-12));
    }

    /** πBO, eq. 6: the exponent is β/n; 40 trials give β = 4, and no end at all β = 10. */
    @ParameterizedTest
    @CsvSource({"40, 0, 4", "40, 1, 4", "40, 2, 2", "40, 16, 0.25", "0, 5, 2"})
    void whatEarlierStudiesSayDecays(int budget, int trials, double factor) {
        Prior prior = around(rate(1e-2));
        StudyBudget spent =
                budget == 0 ? new StudyBudget(OptionalInt.empty(), 3, OptionalLong.empty()) : StudyBudget.of(budget, 3);
        StudyView view = view(prior, spent, trials);
        assertThat(view.logPrior(rate(1e-2))).isCloseTo(factor * prior.log(RATES, rate(1e-2)), within(1e-12));
    }

    @Test
    void withoutEarlierStudiesNothingIsPreferred() {
        assertThat(view(Prior.NONE, StudyBudget.of(10, 1), 1).logPrior(rate(0.1)))
                .isZero();
        assertThat(Prior.NONE.log(RATES, rate(0.1))).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void weightsArePositiveAndFinite(double weight) {
        Configuration good = rate(0.1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Prior.Place(good, weight))
                .withMessageContaining("must be positive and finite, but was " + weight);
    }
}
