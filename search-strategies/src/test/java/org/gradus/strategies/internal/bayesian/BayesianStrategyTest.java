package org.gradus.strategies.internal.bayesian;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.Scale;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.strategy.Proposal;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.testkit.StudyBuilder;
import org.gradus.core.trial.Objective;
import org.junit.jupiter.api.Test;

class BayesianStrategyTest {
    private static double propose(StudyBuilder study, long seed) {
        Proposal proposal = new BayesianStrategy().propose(study.view(), new SplittableRandom(seed));
        return ((Proposal.Suggest) proposal).configuration().learningRate().value();
    }

    private static StudyBuilder hill() {
        StudyBuilder study = StudyBuilder.rates(1e-5, 1, 1);
        for (double logRate : new double[] {-5, -4, -3, -1.5, -0.5}) {
            study.completed(Math.pow(10, logRate), 0.9 - 0.05 * Math.pow(logRate + 2.3, 2));
        }
        return study;
    }

    @Test
    void looksWhereTheHillIsHighest() {
        // The accuracies lie on a parabola with its top at 10^-2.3, between two trials.
        for (long seed = 0; seed < 10; seed++) {
            assertThat(Math.log10(propose(hill(), seed))).isBetween(-2.9, -1.6);
        }
    }

    @Test
    void spreadsTrialsThatRunAtOnce() {
        StudyBuilder study = hill();
        double first = propose(study, 1);
        study.running(first, 1);
        double second = propose(study, 2);
        study.running(second, 1);
        double third = propose(study, 3);
        List<Double> logs = IntStream.range(0, 3)
                .mapToObj(i -> Math.log10(new double[] {first, second, third}[i]))
                .sorted()
                .toList();
        assertThat(logs.get(1) - logs.get(0)).isGreaterThan(0.02);
        assertThat(logs.get(2) - logs.get(1)).isGreaterThan(0.02);
    }

    @Test
    void doesNotTrainTheSameTwiceAtOnceWhereItIsSureOfTheTop() {
        for (long seed = 0; seed < 10; seed++) {
            StudyBuilder study = hill();
            for (double logRate : new double[] {-2.6, -2.45, -2.35, -2.25, -2.15, -2}) {
                study.completed(Math.pow(10, logRate), 0.9 - 0.05 * Math.pow(logRate + 2.3, 2));
            }
            double first = propose(study, seed);
            double second = propose(study.running(first, 1), seed + 100);
            assertThat(Math.abs(Math.log10(first / second))).isGreaterThan(0.005);
        }
    }

    @Test
    void doesNotProposeWhatFailedForEver() {
        StudyBuilder study = hill();
        double first = propose(study, 1);
        study.failed(first, "out of memory");
        double second = propose(study, 2);
        assertThat(Math.abs(Math.log10(second / first))).isGreaterThan(0.01);
        for (int i = 0; i < 5; i++) {
            double next = propose(study, 3 + i);
            study.failed(next, "out of memory");
        }
        assertThat(study.view().searched()).extracting(t -> t.configuration()).doesNotHaveDuplicates();
    }

    @Test
    void doesNotGoAboveWhatDiverged() {
        StudyBuilder study = StudyBuilder.rates(1e-5, 1, 1)
                .completed(1e-4, 0.3)
                .completed(1e-3, 0.5)
                .completed(1e-2, 0.7)
                .diverged(0.03)
                .diverged(0.1)
                .diverged(0.5);
        for (long seed = 0; seed < 10; seed++) {
            assertThat(propose(study, seed)).isLessThan(0.03);
        }
    }

    @Test
    void passesOverDesignPointsThatWouldDiverge() {
        StudyBuilder study =
                StudyBuilder.rates(1e-5, 1, 1).diverged(1e-3).diverged(1e-2).diverged(0.1);
        assertThat(propose(study, 1)).isLessThan(1e-3);
    }

    @Test
    void saysWhatItExpects() {
        Proposal proposal = new BayesianStrategy().propose(hill().view(), new SplittableRandom(1));
        assertThat(proposal.reason())
                .matches("largest expected improvement: predicted .* the best, with a chance of .* to survive");
        Proposal first =
                new BayesianStrategy().propose(StudyBuilder.rates(1e-5, 1, 1).view(), new SplittableRandom(1));
        assertThat(first.reason()).isEqualTo("the middle of the range, trial 1, before the first fit");
    }

    @Test
    void manyTrialsAreThinnedAndThatIsSaid() {
        StudyBuilder study = StudyBuilder.rates(1e-5, 1, 1);
        for (int i = 0; i < 260; i++) {
            double logRate = -5 + 5 * i / 260.0;
            study.completed(Math.pow(10, logRate), 0.9 - 0.05 * Math.pow(logRate + 2.3, 2));
        }
        Proposal proposal = new BayesianStrategy().propose(study.view(), new SplittableRandom(1));
        assertThat(proposal.reason()).endsWith("(the fit leaves out 10 of 260)");
    }

    @Test
    void findsTheCategoryThatWorks() {
        SearchSpace space = SearchSpace.builder()
                .categorical("updater", "sgd", "adam", "rmsprop")
                .real("momentum", 0, 1, Scale.LINEAR)
                .build();
        StudyBuilder study = StudyBuilder.of(space, Objective.maximize("validationAccuracy"), StudyBudget.of(99, 1));
        double[][] tried = {{0.1, 0.1}, {0.1, 0.9}, {0.5, 0.2}, {0.5, 0.8}, {0.9, 0.1}, {0.9, 0.9}, {0.5, 0.5}};
        for (double[] unit : tried) {
            Configuration configuration = space.fromUnit(unit);
            double bonus = configuration.category("updater").equals("adam") ? 0.5 : 0.1;
            study.completed(configuration, bonus + 0.2 * (1 - Math.pow(unit[1] - 0.6, 2)));
        }
        Proposal.Suggest proposal =
                (Proposal.Suggest) new BayesianStrategy().propose(study.view(), new SplittableRandom(1));
        assertThat(proposal.configuration().category("updater")).isEqualTo("adam");
        // Between 0.5 and 0.8, which are nearly as good, little is left to find; above 0.8 nothing was seen yet.
        assertThat(proposal.configuration().real("momentum")).isGreaterThan(0.5);
    }
}
