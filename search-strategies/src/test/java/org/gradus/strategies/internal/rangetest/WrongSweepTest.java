package org.gradus.strategies.internal.rangetest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.gradus.budgets.internal.freezethaw.FreezeThaw;
import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.budget.FullBudget;
import org.gradus.core.engine.Search;
import org.gradus.core.engine.StopRule;
import org.gradus.core.space.Configuration;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.study.StudyView;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainerDescriptor;
import org.gradus.core.training.TrainingException;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.training.TrainingSession;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.TrialPurpose;
import org.gradus.strategies.internal.bayesian.BayesianStrategy;
import org.gradus.strategies.internal.zoom.ZoomStrategy;
import org.gradus.trainers.replay.QuadraticTrainer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sweeps of another problem, whose edge lies decades away: the search must find out, and pay little for it. */
class WrongSweepTest {
    /** Curvatures 1, 10, 50: the edge is at 2/50 = 0.04. */
    private static final QuadraticTrainer TRUTH = QuadraticTrainer.of(1, 10, 50).stepsPerEpoch(50);

    /** A twentieth of the loss at the start, 61/2. */
    private static final double TARGET = 1.5;

    /** Trains one problem and sweeps another. */
    private record Misleading(Trainer trained, Trainer swept) implements Trainer {
        @Override
        public TrainerDescriptor descriptor() {
            return trained.descriptor();
        }

        @Override
        public long stepsPerEpoch(Configuration configuration) {
            return trained.stepsPerEpoch(configuration);
        }

        @Override
        public TrainingSession open(TrainingRequest request) throws TrainingException {
            return (request.isSweep() ? swept : trained).open(request);
        }
    }

    /** A quadratic whose edge lies this number of decades higher. */
    private static Misleading misledBy(double decades) {
        double factor = Math.pow(10, -decades);
        return new Misleading(
                TRUTH, QuadraticTrainer.of(factor, 10 * factor, 50 * factor).stepsPerEpoch(50));
    }

    private static double medianCost(Trainer trainer, Strategy strategy, BudgetPolicy policy) {
        double[] costs = LongStream.rangeClosed(1, 5)
                .mapToDouble(seed -> cost(trainer, strategy, policy, seed))
                .sorted()
                .toArray();
        return costs[2];
    }

    private static double cost(Trainer trainer, Strategy strategy, BudgetPolicy policy, long seed) {
        StudyView view = Search.of(trainer)
                .learningRate(1e-6, 10)
                .objective(Objective.minimize("validationLoss"))
                .strategy(strategy)
                .policy(policy)
                .trials(40)
                .epochs(8)
                .seed(seed)
                .stopWhen(StopRule.target(TARGET))
                .run()
                .view();
        assertThat(view.bestCompleted().orElseThrow().finalScore().orElseThrow().value())
                .as("seed " + seed)
                .isLessThanOrEqualTo(TARGET);
        assertThat(view.trials(TrialPurpose.SWEEP).isEmpty())
                .isEqualTo(strategy.needs().isEmpty());
        return view.epochsSpent();
    }

    @ParameterizedTest
    @CsvSource({"-2", "-1", "1", "2"})
    void zoomLeavesAWrongIntervalForLittle(double decades) {
        double without = medianCost(TRUTH, new ZoomStrategy(), new FreezeThaw());
        // Three probes and two sweeps that were of no use, and a training at a place that looked good.
        assertThat(medianCost(misledBy(decades), new RangeTestStrategy(), new FreezeThaw()))
                .isLessThan(without + 8);
    }

    @ParameterizedTest
    @CsvSource({"-2", "-1", "1", "2"})
    void aWrongPriorFades(double decades) {
        double without = medianCost(TRUTH, new BayesianStrategy(), new FullBudget());
        // Two sweeps and fewer than two full trainings of 8 epochs.
        assertThat(medianCost(misledBy(decades), RangeTestStrategy.bayesian(), new FullBudget()))
                .isLessThan(without + 16);
    }
}
