package org.gradus.strategies.internal.rangetest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.gradus.core.budget.FullBudget;
import org.gradus.core.engine.Search;
import org.gradus.core.rangetest.SweepAnalysis;
import org.gradus.core.space.Scale;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.strategy.Proposal;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.study.StudyView;
import org.gradus.core.testkit.StudyBuilder;
import org.gradus.core.trial.Capability;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.Sweep;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialPurpose;
import org.gradus.trainers.replay.QuadraticTrainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RangeTestStrategyTest {
    private static StudyView search(QuadraticTrainer quadratic, int trials, long seed) {
        return Search.of(quadratic)
                .named("quadratic")
                .learningRate(1e-5, 1)
                .objective(Objective.minimize("validationLoss"))
                .strategy(new RangeTestStrategy())
                .policy(new FullBudget())
                .trials(trials)
                .epochs(20)
                .replicates(0)
                .seed(seed)
                .run()
                .view();
    }

    @Test
    void sweepsFirstWithTwelveStepsADecade() {
        StudyView view = search(QuadraticTrainer.of(1, 10, 50).stepsPerEpoch(50), 5, 1);
        List<Trial> sweeps = view.trials(TrialPurpose.SWEEP);
        assertThat(sweeps).hasSize(2);
        assertThat(sweeps.get(0).plan().sweep().orElseThrow()).isEqualTo(new Sweep(1e-5, 1, 60));
        assertThat(view.trials().subList(0, 2)).isEqualTo(sweeps);
        assertThat(view.searched()).hasSize(5);
    }

    @Test
    void sweepsOnceWhereTwoWouldCostMoreThanTheProbesTheySave() {
        // Seven probes of an epoch of 10 steps are 70 steps; half of that does not pay for two sweeps of 60.
        assertThat(search(QuadraticTrainer.of(1, 10, 50), 5, 1).trials(TrialPurpose.SWEEP))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void findsTheBestRateOfANoisyQuadratic(long seed) {
        // Without noise the best rate is 0.039 beside the cliff at 0.040; with it, rates from 0.015 on end at the level
        // of the noise.
        StudyView view = search(QuadraticTrainer.of(1, 10, 50).noise(0.3), 12, seed);
        double best = view.bestCompleted()
                .orElseThrow()
                .configuration()
                .learningRate()
                .value();
        assertThat(best).isBetween(0.01, 0.04);
        SweepAnalysis analysis = RangeTestStrategy.analysis(view).orElseThrow();
        assertThat(analysis.interval().orElseThrow().low()).isLessThan(best);
        assertThat(analysis.unstable().orElseThrow().value()).isGreaterThan(0.04);
    }

    private static final double[] FALL = IntStream.range(0, 60)
            .mapToDouble(step -> step > 52 ? 30 : 2.3 - 2 / (1 + Math.exp((36 - step) / 3.0)))
            .toArray();

    private static StudyBuilder swept(double... losses) {
        StudyBuilder study = StudyBuilder.rates(1e-5, 1, 5);
        return study.sweep(1e-5, 1, losses).sweep(1e-5, 1, losses);
    }

    private static Proposal.Suggest next(StudyBuilder study) {
        return (Proposal.Suggest)
                new RangeTestStrategy().propose(study.stepsPerEpoch(100).view(), new SplittableRandom(1));
    }

    private static double rate(Proposal.Suggest proposal) {
        return proposal.configuration().learningRate().value();
    }

    @Test
    void probesBetweenTheSteepestFallAndTheLowestLoss() {
        // The fall is steepest at step 36 of 59, at 10^-1.95; the loss leaps at step 53, at 10^-0.51.
        StudyBuilder study = swept(FALL);
        for (int probe = 0; probe < 3; probe++) {
            Proposal.Suggest proposal = next(study);
            assertThat(proposal.reason()).isEqualTo("rate " + (probe + 1) + " of 3 in the interval of the sweeps");
            assertThat(rate(proposal)).isBetween(0.004, 0.31);
            study.held(rate(proposal), 0.7);
        }
    }

    @Test
    void stepsOutWhereTheBestProbeStandsOutAtAnEnd() {
        StudyBuilder study = swept(FALL);
        double lowest = 1;
        for (int probe = 0; probe < 3; probe++) {
            double rate = rate(next(study));
            lowest = Math.min(lowest, rate);
            study.held(rate, 0.6 - 0.2 * Math.log10(rate / 0.01));
        }
        Proposal.Suggest beyond = next(study);
        assertThat(beyond.reason()).contains("below the best probe, which is the lowest");
        assertThat(rate(beyond)).isCloseTo(lowest / Math.sqrt(10), Percentage.withPercentage(0.1));
    }

    @Test
    void looksElsewhereWhereNoProbeLearnsWhatTheSweepsLetExpect() {
        StudyBuilder study = swept(FALL);
        for (int probe = 0; probe < 3; probe++) {
            study.held(rate(next(study)), 0.1);
        }
        Proposal.Suggest elsewhere = next(study);
        assertThat(elsewhere.reason()).contains("because no probe has learned what the sweeps promised");
        assertThat(rate(elsewhere)).isLessThan(1e-3);
    }

    @Test
    void spreadsRatesEvenlyWhereTheSweepsKnowNothing() {
        double[] flat = DoubleStream.generate(() -> 2.3).limit(60).toArray();
        assertThat(next(swept(flat)).reason())
                .startsWith(
                        "rate 1 of 5 spread evenly over the range, because the sweeps do not help: the loss never falls");
        double[] broken = DoubleStream.generate(() -> Double.NaN).limit(60).toArray();
        assertThat(next(swept(broken)).reason())
                .startsWith("rate 1 of 5 spread evenly over the range, because the sweeps do not help: ")
                .contains("finite numbers");
        // The engine ends a sweep at its first loss that is not a number; then the sweep has no second step.
        assertThat(next(swept(Double.NaN, 1)).reason()).contains("because the sweeps do not help: ");
        for (double[] odd : new double[][] {{2.3, 1}, {2.3, 2.2, Double.NaN}, {Double.POSITIVE_INFINITY, 2}}) {
            assertThat(next(swept(odd)).reason())
                    .contains("spread evenly over the range, because the sweeps do not help: ");
        }
        assertThat(next(StudyBuilder.rates(1e-5, 1, 5).failedSweep(1e-5, 1).failedSweep(1e-5, 1))
                        .reason())
                .endsWith("because the sweeps do not help: no sweep could be read");
    }

    @Test
    void needsSweepsAndALearningRateAlone() {
        RangeTestStrategy strategy = new RangeTestStrategy();
        assertThat(strategy.needs()).containsExactly(Capability.SWEEP);
        SearchSpace space = SearchSpace.builder()
                .learningRate(1e-4, 1)
                .real("momentum", 0, 1, Scale.LINEAR)
                .build();
        StudyBudget budget = StudyBudget.of(10, 1);
        assertThatThrownBy(() -> strategy.check(space, budget))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("searches the learning rate alone, but the space is: learningRate")
                .hasMessageContaining("\nMaybe use strategy 'bayesian'.");
    }
}
