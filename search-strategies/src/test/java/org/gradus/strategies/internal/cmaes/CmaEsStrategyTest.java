package org.gradus.strategies.internal.cmaes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.Scale;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.strategy.Proposal;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.testkit.StudyBuilder;
import org.gradus.strategies.BestFound;
import org.gradus.strategies.internal.random.RandomStrategy;
import org.junit.jupiter.api.Test;

class CmaEsStrategyTest {
    private final CmaEsStrategy strategy = new CmaEsStrategy();

    private Proposal propose(StudyBuilder study) {
        return strategy.propose(study.view(), new SplittableRandom(1));
    }

    private double rate(StudyBuilder study) {
        return ((Proposal.Suggest) propose(study))
                .configuration()
                .learningRate()
                .value();
    }

    private static double accuracy(double rate) {
        return 0.9 - 0.1 * Math.abs(Math.log10(rate) + 4);
    }

    @Test
    void refusesCategories() {
        SearchSpace space = SearchSpace.builder()
                .learningRate(1e-5, 1)
                .categorical("updater", "sgd", "adam")
                .build();
        StudyBudget budget = StudyBudget.of(10, 1);
        assertThatThrownBy(() -> strategy.check(space, budget))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'cma-es' searches numbers only")
                .hasMessageContaining("'updater'")
                .hasMessageContaining("\nMaybe use strategy 'tpe'");
    }

    @Test
    void waitsForTheLastTrialOfAGeneration() {
        StudyBuilder study = StudyBuilder.rates(1e-5, 1, 1);
        for (int i = 0; i < 3; i++) {
            double rate = rate(study);
            study.completed(rate, accuracy(rate));
        }
        study.running(rate(study), 1); // a generation of one dimension has 4 + ⌊3 ln 1⌋ trials
        assertThat(propose(study).kind()).isEqualTo(Proposal.Kind.AWAIT);
    }

    @Test
    void aFailedTrialIsReplacedInItsGeneration() {
        StudyBuilder study = StudyBuilder.rates(1e-5, 1, 1).failed(rate(StudyBuilder.rates(1e-5, 1, 1)), "no memory");
        for (int i = 0; i < 4; i++) {
            assertThat(propose(study).reason()).startsWith("generation 1,");
            double rate = rate(study);
            study.completed(rate, accuracy(rate));
        }
        assertThat(propose(study).reason()).startsWith("generation 2,");
    }

    @Test
    void trialsOfOthersMakeAGeneration() {
        StudyBuilder study = StudyBuilder.rates(1e-5, 1, 1)
                .completed(1e-4, 0.9)
                .completed(2e-4, 0.8)
                .completed(3e-4, 0.7);
        assertThat(propose(study).reason()).startsWith("generation 1,");
        assertThat(propose(study.completed(4e-4, 0.6)).reason()).startsWith("generation 2,");
    }

    @Test
    void amongDivergedTrialsTheLowerRatesAreBetter() {
        StudyBuilder wild = StudyBuilder.rates(1e-5, 1, 1);
        for (int i = 0; i < 12; i++) {
            wild.diverged(rate(wild));
        }
        // The first mean is 10^−2.5; three generations without a score lead down.
        assertThat(rate(wild)).isLessThan(1e-3);
    }

    @Test
    void searchesWholeNumbersToTheEnd() {
        SearchSpace space =
                SearchSpace.builder().integer("width", 1, 1000, Scale.LINEAR).build();
        StudyBuilder study = StudyBuilder.of(
                space, org.gradus.core.trial.Objective.maximize("validationAccuracy"), StudyBudget.of(200, 1));
        double best = 0;
        for (int i = 0; i < 100; i++) {
            Configuration next = ((Proposal.Suggest) propose(study)).configuration();
            double accuracy = 1 - Math.abs(next.integer("width") - 777) / 1000.0;
            best = Math.max(best, accuracy);
            study.completed(next, accuracy);
        }
        assertThat(best).isGreaterThanOrEqualTo(0.998);
    }

    @Test
    void findsBetterPlacesThanChance() {
        BestFound cmaEs = new BestFound(strategy, 60);
        BestFound random = new BestFound(new RandomStrategy(), 60);
        assertThat(cmaEs.median(BestFound::bowl)).isLessThan(0.5 * random.median(BestFound::bowl));
        assertThat(cmaEs.median(BestFound::branin)).isLessThan(random.median(BestFound::branin));
    }
}
