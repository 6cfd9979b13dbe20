package org.gradus.strategies.internal.bayesian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.space.Scale;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.study.StudyView;
import org.gradus.core.study.SurrogateBand;
import org.gradus.core.testkit.StudyBuilder;
import org.gradus.core.trial.Objective;
import org.junit.jupiter.api.Test;

class RateBandTest {
    private static final Objective ACCURACY = Objective.maximize("validationAccuracy");
    private static final Configuration BEST = Configuration.of(new LearningRate(1e-2));
    private static final SearchSpace TWO = SearchSpace.builder()
            .learningRate(1e-4, 1)
            .real("momentum", 0, 1, Scale.LINEAR)
            .build();

    private static double accuracy(double rate) {
        double off = Math.log10(rate) + 2;
        return 0.9 - 0.1 * off * off;
    }

    /** From 1e-5 at the best rate to 0.1. */
    private static double loss(double rate) {
        return Math.pow(10, 2 * Math.abs(Math.log10(rate) + 2) - 5);
    }

    private static double accuracy(double rate, double momentum) {
        return accuracy(rate) - 0.3 * (momentum - 0.5) * (momentum - 0.5);
    }

    private static List<SurrogateBand.Point> band(StudyView study, Configuration at) {
        return new BayesianStrategy().surrogate(study, at).orElseThrow().points();
    }

    private static StudyBuilder oneRate(double noise) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(5);
        StudyBuilder study = StudyBuilder.of(SearchSpace.learningRate(1e-4, 1), ACCURACY, StudyBudget.of(50, 1));
        for (int i = 0; i < 24; i++) {
            double rate = Math.pow(10, -4 + 4 * i / 23.0);
            study.completed(rate, accuracy(rate) + noise * random.nextGaussian());
        }
        return study;
    }

    @Test
    void theMedianFollowsTheFunctionAndTheBandHoldsIt() {
        List<SurrogateBand.Point> points = band(oneRate(0).view(), BEST);
        assertThat(points.get(0).rate()).isCloseTo(1e-4, within(1e-12));
        assertThat(points.get(points.size() - 1).rate()).isCloseTo(1, within(1e-9));
        // The poor half is pressed together before the fit: where the differences are known well.
        for (SurrogateBand.Point point : points.subList(20, 61)) {
            assertThat(point.median()).isCloseTo(accuracy(point.rate()), within(0.01));
            assertThat(point.low()).isLessThanOrEqualTo(point.median());
            assertThat(point.high()).isGreaterThanOrEqualTo(point.median());
        }
    }

    @Test
    void noiseWidensTheBandWhichThenStillHoldsMostOfTheFunction() {
        List<SurrogateBand.Point> noisy = band(oneRate(0.02).view(), BEST);
        assertThat(width(noisy)).isGreaterThan(3 * width(band(oneRate(0).view(), BEST)));
        long held = noisy.stream()
                .filter(p -> p.low() <= accuracy(p.rate()) && accuracy(p.rate()) <= p.high())
                .count();
        assertThat(held / (double) noisy.size()).isGreaterThan(0.75);
    }

    private static double width(List<SurrogateBand.Point> points) {
        SurrogateBand.Point middle = points.get(points.size() / 2);
        return middle.high() - middle.low();
    }

    @Test
    void ratesThatDivergeAreLeftOut() {
        StudyBuilder study = oneRate(0);
        for (double rate : new double[] {0.12, 0.2, 0.3, 0.5, 0.8}) {
            for (int i = 0; i < 5; i++) {
                study.diverged(rate);
            }
        }
        List<SurrogateBand.Point> points = band(study.view(), BEST);
        assertThat(points.get(points.size() - 1).rate()).isLessThan(0.8).isGreaterThan(0.05);
    }

    @Test
    void ofSeveralParametersTheOthersAreKept() {
        StudyBuilder study = StudyBuilder.of(TWO, ACCURACY, StudyBudget.of(50, 1));
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(3);
        for (int i = 0; i < 40; i++) {
            Configuration tried = TWO.fromUnit(new double[] {random.nextDouble(), random.nextDouble()});
            study.completed(tried, accuracy(tried.learningRate().value(), tried.real("momentum")));
        }
        for (double momentum : new double[] {0.1, 0.5}) {
            Configuration at = BEST.toBuilder().set("momentum", momentum).build();
            for (SurrogateBand.Point point : band(study.view(), at)) {
                if (Math.abs(Math.log10(point.rate()) + 2) < 1) {
                    assertThat(point.median()).isCloseTo(accuracy(point.rate(), momentum), within(0.02));
                }
            }
        }
    }

    @Test
    void aLossIsTurnedBackFromItsLogarithm() {
        StudyBuilder study = StudyBuilder.of(
                SearchSpace.learningRate(1e-4, 1), Objective.minimize("validationLoss"), StudyBudget.of(50, 1));
        for (int i = 0; i < 24; i++) {
            double rate = Math.pow(10, -4 + 4 * i / 23.0);
            study.completed(rate, loss(rate));
        }
        SurrogateBand.Point middle = band(study.view(), BEST).get(60);
        assertThat(middle.median() / loss(middle.rate())).isCloseTo(1, within(0.2));
        assertThat(middle.low()).isPositive();
    }

    @Test
    void fewTrialsHaveNoBand() {
        StudyBuilder study = StudyBuilder.of(SearchSpace.learningRate(1e-4, 1), ACCURACY, StudyBudget.of(50, 1));
        assertThat(new BayesianStrategy().surrogate(study.view(), BEST)).isEmpty();
        study.completed(1e-3, 0.3).completed(1e-2, 0.5);
        assertThat(new BayesianStrategy().surrogate(study.view(), BEST)).isEmpty();
    }
}
