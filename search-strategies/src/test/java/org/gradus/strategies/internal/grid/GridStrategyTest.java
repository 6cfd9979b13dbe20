package org.gradus.strategies.internal.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.gradus.core.budget.FullBudget;
import org.gradus.core.space.Condition;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.Scale;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.strategy.Proposal;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.study.StudyView;
import org.gradus.core.testkit.ScriptedSearch;
import org.gradus.core.testkit.StudyBuilder;
import org.gradus.core.trial.Objective;
import org.junit.jupiter.api.Test;

class GridStrategyTest {
    private static List<Configuration> all(GridStrategy strategy, SearchSpace space, int trials) {
        StudyBuilder study = StudyBuilder.of(space, Objective.minimize("validationLoss"), StudyBudget.of(trials, 1));
        return ScriptedSearch.of(study.study(), strategy, new FullBudget(), c -> new double[] {1})
                .run()
                .searched()
                .stream()
                .map(t -> t.configuration())
                .toList();
    }

    @Test
    void coversTheRangeFromCoarseToFine() {
        List<Double> rates = all(new GridStrategy(), SearchSpace.learningRate(1e-4, 1), 9).stream()
                .map(c -> Math.log10(c.learningRate().value()))
                .toList();
        // Nine points of four decades lie half a decade apart; the middle, the ends, the quarters, the rest.
        double[] expected = {-2, -4, 0, -3, -1, -3.5, -2.5, -1.5, -0.5};
        assertThat(rates).hasSize(9);
        for (int i = 0; i < 9; i++) {
            assertThat(rates.get(i)).isCloseTo(expected[i], within(1e-12));
        }
    }

    /** The definition, looked up among all indices at every step: the middle, then always the lowest of the farthest. */
    private static int[] farthestFirst(int count) {
        int[] order = new int[count];
        order[0] = count / 2;
        for (int k = 1; k < count; k++) {
            int farthest = -1;
            for (int i = 0; i < count; i++) {
                farthest = distance(order, k, i) > distance(order, k, farthest) ? i : farthest;
            }
            order[k] = farthest;
        }
        return order;
    }

    private static int distance(int[] order, int chosen, int index) {
        int nearest = index < 0 ? 0 : Integer.MAX_VALUE;
        for (int k = 0; k < chosen && index >= 0; k++) {
            nearest = Math.min(nearest, Math.abs(order[k] - index));
        }
        return nearest;
    }

    @Test
    void orderIsAPermutation() {
        for (int count = 1; count < 60; count++) {
            assertThat(GridPoints.coarseToFine(count)).isEqualTo(farthestFirst(count));
        }
        assertThat(GridPoints.coarseToFine(100_000)).hasSize(100_000).doesNotHaveDuplicates();
        assertThat(GridPoints.coarseToFine(5)).containsExactly(2, 0, 4, 1, 3);
    }

    @Test
    void sharesTheBudgetAmongParameters() {
        SearchSpace space = SearchSpace.builder()
                .learningRate(1e-4, 1)
                .categorical("updater", "sgd", "adam")
                .integer("layers", 1, 2, Scale.LINEAR)
                .build();
        // Two categories, at most two whole numbers: five rates make 20 combinations.
        List<Configuration> grid = all(new GridStrategy(), space, 23);
        assertThat(grid).hasSize(20).doesNotHaveDuplicates();
        assertThat(grid).extracting(Configuration::learningRate).hasSize(20);
        assertThat(grid.stream().map(Configuration::learningRate).distinct()).hasSize(5);
    }

    @Test
    void inactiveParametersDoNotMultiply() {
        SearchSpace space = SearchSpace.builder()
                .categorical("updater", "sgd", "adam")
                .real("momentum", 0, 1, Scale.LINEAR)
                .when(Condition.when("updater", "sgd"))
                .build();
        // Three momenta for sgd, one adam.
        assertThat(all(new GridStrategy(3), space, 50)).hasSize(4);
    }

    @Test
    void saysWhichPointItIsAndWhenItIsDone() {
        StudyView none = StudyBuilder.rates(0.1, 1, 1).view();
        Proposal first = new GridStrategy(1).propose(none, new SplittableRandom(1));
        assertThat(first.reason()).isEqualTo("grid point 1 of 1");
        StudyView done = StudyBuilder.rates(0.1, 1, 1)
                .completed(((Proposal.Suggest) first).configuration(), 0.5)
                .view();
        Proposal then = new GridStrategy(1).propose(done, new SplittableRandom(1));
        assertThat(then).isEqualTo(new Proposal.Exhausted("all points of the grid of 1 were tried"));
    }

    @Test
    void refusesAGridWithoutPoints() {
        assertThatThrownBy(() -> new GridStrategy(0)).hasMessageContaining("at least 1 point a parameter, but 0");
    }
}
