package org.gradus.strategies.rangetest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import org.gradus.core.diagnosis.SweepAnalysis;
import org.gradus.core.engine.Search;
import org.gradus.core.space.Scale;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.strategy.Proposal;
import org.gradus.core.testkit.StudyBuilder;
import org.gradus.core.trial.Capability;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.StudyBudget;
import org.gradus.core.trial.StudyView;
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
        assertThat(sweeps).hasSize(3);
        assertThat(sweeps.get(0).plan().sweep().orElseThrow()).isEqualTo(new Sweep(1e-5, 1, 60));
        assertThat(view.trials().subList(0, 3)).isEqualTo(sweeps);
        assertThat(view.searched()).hasSize(5);
    }

    @Test
    void sweepsOnceWhereThreeWouldEatTheBudget() {
        // 4 trials of 20 epochs of 10 steps are 800 steps; a fifth pays for two sweeps of 60 steps.
        assertThat(search(QuadraticTrainer.of(1, 10, 50), 4, 1).trials(TrialPurpose.SWEEP))
                .hasSize(2);
        assertThat(search(QuadraticTrainer.of(1, 10, 50), 1, 1).trials(TrialPurpose.SWEEP))
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
        assertThat(analysis.interval().low()).isLessThan(best);
        assertThat(analysis.unstable().orElseThrow().value()).isGreaterThan(0.04);
    }

    @Test
    void probesTheIntervalThenRefinesAroundTheBest() {
        StudyView view = search(QuadraticTrainer.of(1, 10, 50).stepsPerEpoch(50), 8, 1);
        List<String> reasons =
                view.searched().stream().map(t -> t.plan().reason()).toList();
        assertThat(reasons.get(0)).startsWith("probe 1 of ");
        assertThat(reasons.get(7)).contains("the best so far");
    }

    @Test
    void worksWithoutASweepThatCanBeRead() {
        StudyBuilder study = StudyBuilder.rates(1e-4, 1, 1);
        for (int i = 0; i < 3; i++) {
            study.sweep(1e-4, 1, Double.NaN, Double.NaN);
        }
        Proposal proposal = new RangeTestStrategy().propose(study.view(), new SplittableRandom(1));
        // Every loss of the sweeps was NaN: the suggestion is the decade below the range, so the range itself is
        // probed.
        assertThat(proposal.reason()).contains("probe 1 of 6 in the interval from 1e-4 to 1e0");
    }

    @Test
    void goesBelowWhereAllDiverged() {
        StudyBuilder study = StudyBuilder.rates(1e-4, 1, 1);
        for (int i = 0; i < 3; i++) {
            study.sweep(1e-4, 1, 2, 1.9, 1.8, 1.7, 1.6, 1.5, 1.4, 1.3);
        }
        Proposal.Suggest probe =
                (Proposal.Suggest) new RangeTestStrategy().propose(study.view(), new SplittableRandom(1));
        double lowest = 1;
        while (probe.reason().startsWith("probe")) {
            lowest = Math.min(lowest, probe.configuration().learningRate().value());
            study.diverged(probe.configuration());
            probe = (Proposal.Suggest) new RangeTestStrategy().propose(study.view(), new SplittableRandom(1));
        }
        assertThat(probe.configuration().learningRate().value()).isLessThan(lowest);
        assertThat(probe.reason()).contains("no trial has survived");
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
