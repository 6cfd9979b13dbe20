package org.gradus.strategies.internal.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.strategy.Proposal;
import org.gradus.core.study.StudyView;
import org.gradus.core.testkit.StudyBuilder;
import org.junit.jupiter.api.Test;

class RandomStrategyTest {
    @Test
    void drawsUniformlyInTheLogarithmOfTheRate() {
        // 2000 draws over four decades: each decade gets 500 with a standard deviation of 19.4; five deviations, so a
        // right generator fails once in half a million choices of seeds, and the seeds are fixed.
        StudyView study = StudyBuilder.rates(1e-4, 1, 1).view();
        int[] decades = new int[4];
        for (int seed = 0; seed < 2000; seed++) {
            Proposal proposal = new RandomStrategy().propose(study, new SplittableRandom(seed));
            double rate =
                    ((Proposal.Suggest) proposal).configuration().learningRate().value();
            decades[(int) Math.floor(Math.log10(rate) + 4)]++;
        }
        for (int count : decades) {
            assertThat(count).isBetween(403, 597);
        }
    }

    @Test
    void findsTheOneConfigurationThatIsLeft() {
        SearchSpace space =
                SearchSpace.builder().categorical("updater", "sgd", "adam").build();
        StudyBuilder study = StudyBuilder.of(
                space,
                org.gradus.core.trial.Objective.minimize("validationLoss"),
                org.gradus.core.study.StudyBudget.of(5, 1));
        study.completed(space.fromUnit(new double[] {0}), 1);
        for (int seed = 0; seed < 20; seed++) {
            Proposal proposal = new RandomStrategy().propose(study.view(), new SplittableRandom(seed));
            assertThat(((Proposal.Suggest) proposal).configuration().category("updater"))
                    .isEqualTo("adam");
        }
        study.completed(space.fromUnit(new double[] {1}), 1);
        assertThat(new RandomStrategy()
                        .propose(study.view(), new SplittableRandom(1))
                        .reason())
                .isEqualTo("all 2 configurations of the space were tried");
    }
}
