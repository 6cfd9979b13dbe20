package org.gradus.reports.internal.importance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.gradus.core.ranking.ScoreRanking;
import org.gradus.core.space.Condition;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.Scale;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.study.StudyView;
import org.gradus.core.testkit.StudyBuilder;
import org.gradus.core.trial.Objective;
import org.junit.jupiter.api.Test;

/** Interactions on functions whose second-order effects are known. */
class PairImportanceTest {
    private static final int[] FIRST = {0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1};
    private static final int[] SECOND = {0, 0, 0, 1, 1, 1, 0, 0, 0, 1, 1, 1};
    private static final SearchSpace SPACE = SearchSpace.builder()
            .real("a", 0, 1, Scale.LINEAR)
            .real("b", 0, 1, Scale.LINEAR)
            .categorical("c", "p", "q")
            .real("d", 0, 1, Scale.LINEAR)
            .when(Condition.when("c", "p"))
            .build();

    private static List<PairImportance> pairs(int trials, ToDoubleFunction<Configuration> loss) {
        SplittableRandom random = new SplittableRandom(3);
        StudyBuilder study = StudyBuilder.of(SPACE, Objective.minimize("validationLoss"), StudyBudget.of(10_000, 1));
        for (int i = 0; i < trials; i++) {
            Configuration configuration =
                    SPACE.fromUnit(random.doubles(SPACE.dimensions()).toArray());
            study.completed(configuration, loss.applyAsDouble(configuration));
        }
        StudyView view = study.view();
        return PairImportance.of(view, new ScoreRanking().rank(view).entries());
    }

    private static PairImportance pair(List<PairImportance> pairs, String first, String second) {
        return pairs.stream()
                .filter(pair -> pair.first().equals(first) && pair.second().equals(second))
                .findFirst()
                .orElseThrow();
    }

    /**
     * In a balanced two by two table the sum of squares of the interaction is N(m11 − m12 − m21 + m22)²/16 with N ranks and the
     * means m of the cells (any text on the analysis of variance). Here the means are 2, 11, 8, 5.
     */
    @Test
    void agreesWithTheContrastOfABalancedTable() {
        double[] ranks = {1, 2, 3, 10, 11, 12, 7, 8, 9, 4, 5, 6};
        double interaction = 12 * Math.pow(2 - 11 - 8 + 5, 2) / 16;
        double total = 143;
        double noise = 8 / 8.0;
        PairShare share = PairShare.of(FIRST, SECOND, ranks, 1, false).orElseThrow();
        assertThat(share.share()).isCloseTo((interaction - noise) / total, within(1e-12));
    }

    /** What is only added up has no interaction, however strong both are. */
    @Test
    void sumsAreNoInteraction() {
        double[] ranks = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
        PairShare share = PairShare.of(FIRST, SECOND, ranks, 1, true).orElseThrow();
        assertThat(share.share()).isCloseTo(-1 / 143.0, within(1e-12));
        assertThat(share.pValue()).isGreaterThan(0.5);
    }

    @Test
    void groupsThatDoNotCrossHaveNone() {
        double[] ranks = IntStream.range(0, 12).asDoubleStream().toArray();
        assertThat(PairShare.of(FIRST, FIRST, ranks, 1, true)).isEmpty();
    }

    /**
     * Of 400 studies in which both matter and nothing more, one in twenty is called likely: binomial(400, 0.05), mean 20,
     * standard deviation 4.4; five of them either way.
     */
    @Test
    void mainEffectsAreSeldomTakenForAnInteraction() {
        Random random = new Random(7);
        int[] first = IntStream.range(0, 36).map(i -> i % 3).toArray();
        int[] second = IntStream.range(0, 36).map(i -> i / 12).toArray();
        for (boolean permuted : new boolean[] {true, false}) {
            long likely = IntStream.range(0, 400)
                    .filter(study -> {
                        double[] values = IntStream.range(0, 36)
                                .mapToDouble(i -> 2 * first[i] + second[i] + random.nextGaussian())
                                .toArray();
                        return PairShare.of(first, second, values, study, permuted)
                                        .orElseThrow()
                                        .pValue()
                                <= 0.05;
                    })
                    .count();
            assertThat(likely).as("permuted: " + permuted).isBetween(1L, 42L);
        }
    }

    /** Either alone explains nothing of an exclusive or; both explain all but what the groups are too coarse for. */
    @Test
    void whatMattersOnlyTogetherIsFound() {
        List<PairImportance> pairs =
                pairs(200, c -> 1 + (c.real("a") - 0.5) * (c.category("c").equals("p") ? 1 : -1));
        PairImportance.Measure found = pair(pairs, "a", "c").measure().orElseThrow();
        assertThat(found.share()).isGreaterThan(0.8).isGreaterThan(10 * found.chance());
        assertThat(found.pValue()).isLessThan(0.01);
        assertThat(found.best()).matches("a .* with c [pq]");
        assertThat(pairs)
                .filteredOn(pair -> pair.measure().map(m -> m.pValue() < 0.05).orElse(false))
                .hasSize(1);
    }

    @Test
    void conditionalOnesArePairedWhereBothAreActive() {
        List<PairImportance> pairs = pairs(200, c -> 1 + c.real("a"));
        assertThat(pair(pairs, "a", "d").trials()).isBetween(70, 130);
        assertThat(pair(pairs, "c", "d").measure())
                .as("there is one value of c only where d is active")
                .isEmpty();
    }

    @Test
    void fewTrialsSayNothing() {
        assertThat(pairs(6, c -> 1 + c.real("a")))
                .hasSize(6)
                .allMatch(pair -> pair.measure().isEmpty());
        assertThat(pairs(0, c -> 1)).allMatch(pair -> pair.measure().isEmpty());
    }

    /** In large samples both say the same: the p-value of a permutation has a standard error of 0.007 at 0.05. */
    @Test
    void permutationsAndTheDistributionAgree() {
        Random random = new Random(3);
        int[] first = IntStream.range(0, 400).map(i -> i % 3).toArray();
        int[] second = IntStream.range(0, 400).map(i -> i % 4).toArray();
        double[] values = IntStream.range(0, 400)
                .mapToDouble(i -> first[i] + (first[i] == 2 && second[i] == 3 ? 0.35 : 0) + random.nextGaussian())
                .toArray();
        double[] pValues = Arrays.stream(new boolean[][] {{true}, {false}})
                .mapToDouble(how -> PairShare.of(first, second, values, 1, how[0])
                        .orElseThrow()
                        .pValue())
                .toArray();
        assertThat(pValues[0]).isCloseTo(pValues[1], within(0.06));
    }
}
