package org.gradus.strategies.internal.bayesian;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.gradus.core.budget.FullBudget;
import org.gradus.core.engine.Search;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.trial.Objective;
import org.gradus.strategies.internal.random.RandomStrategy;
import org.gradus.trainers.replay.QuadraticTrainer;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The best rate beside the cliff: gradient descent for 200 steps on a quadratic of curvatures 1, 10 and 50 ends with
 * ½ Σ λᵢ (1 − ηλᵢ)⁴⁰⁰, which is least at η = 0.039 and grows beyond hope above 2/50 = 0.040.
 */
class QuadraticBarTest {
    private static final Logger LOG = LoggerFactory.getLogger(QuadraticBarTest.class);
    private static final int SEEDS = 20;
    private static final double TOLERANCE = 0.25;

    private static double bestRate(QuadraticTrainer quadratic, double max) {
        // By brute force over the closed form, to a ten-thousandth of a decade.
        double best = max;
        for (double logRate = -5; logRate < Math.log10(max); logRate += 1e-4) {
            double rate = Math.pow(10, logRate);
            best = quadratic.exactLoss(rate, 200) < quadratic.exactLoss(best, 200) ? rate : best;
        }
        return best;
    }

    private static long hits(Strategy strategy, QuadraticTrainer quadratic) {
        double best = bestRate(quadratic, 1);
        return LongStream.range(0, SEEDS)
                .filter(seed -> {
                    double rate = found(strategy, quadratic, seed);
                    return Math.abs(rate / best - 1) <= TOLERANCE;
                })
                .count();
    }

    private static double found(Strategy strategy, QuadraticTrainer quadratic, long seed) {
        StudyResult result = Search.of(quadratic)
                .named("quadratic")
                .learningRate(1e-5, 1)
                .objective(Objective.minimize("validationLoss"))
                .strategy(strategy)
                .policy(new FullBudget())
                .trials(15)
                .epochs(20)
                .replicates(0)
                .seed(seed)
                .run();
        return result.view()
                .bestCompleted()
                .orElseThrow()
                .configuration()
                .learningRate()
                .value();
    }

    @Test
    void comesWithinAQuarterOfTheBestRateBesideTheCliff() {
        QuadraticTrainer quadratic = QuadraticTrainer.of(1, 10, 50);
        assertThat(bestRate(quadratic, 1)).isBetween(0.0385, 0.0395);
        long bayesian = hits(new BayesianStrategy(), quadratic);
        long random = hits(new RandomStrategy(), quadratic);
        LOG.info(
                "within a quarter of the best rate in 15 trials: bayesian {} of {}, random {}",
                bayesian,
                SEEDS,
                random);
        assertThat(bayesian).isGreaterThanOrEqualTo(18);
        assertThat(bayesian).isGreaterThan(random);
    }

    @Test
    void doesSoOnAQuadraticNobodyTunedTo() {
        QuadraticTrainer quadratic = QuadraticTrainer.of(0.5, 7, 200).startingAt(1, 2, 3);
        assertThat(hits(new BayesianStrategy(), quadratic)).isGreaterThanOrEqualTo(17);
    }
}
