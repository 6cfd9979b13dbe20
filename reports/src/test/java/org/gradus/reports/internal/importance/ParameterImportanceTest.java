package org.gradus.reports.internal.importance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
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

/** Importance on functions whose first-order effects are known. */
class ParameterImportanceTest {
    private static final SearchSpace SPACE = SearchSpace.builder()
            .real("a", 0, 1, Scale.LINEAR)
            .real("b", 0, 1, Scale.LINEAR)
            .categorical("c", "p", "q")
            .real("d", 0, 1, Scale.LINEAR)
            .when(Condition.when("c", "p"))
            .build();

    private static StudyBuilder study() {
        return StudyBuilder.of(SPACE, Objective.minimize("validationLoss"), StudyBudget.of(10_000, 1));
    }

    private static Configuration drawn(SplittableRandom random) {
        return SPACE.fromUnit(
                new double[] {random.nextDouble(), random.nextDouble(), random.nextDouble(), random.nextDouble()});
    }

    private static StudyView study(int trials, ToDoubleFunction<Configuration> loss) {
        SplittableRandom random = new SplittableRandom(3);
        StudyBuilder study = study();
        for (int i = 0; i < trials; i++) {
            Configuration configuration = drawn(random);
            study.completed(configuration, loss.applyAsDouble(configuration));
        }
        return study.view();
    }

    private static List<ParameterImportance> importance(StudyView view) {
        return ParameterImportance.of(view, new ScoreRanking().rank(view).entries());
    }

    private static ParameterImportance.Measure measure(StudyView view, int parameter) {
        return importance(view).get(parameter).measure().orElseThrow();
    }

    /** Five groups of an even variable leave 1/25 of its variance within: ranks are even too, so 24/25 are explained. */
    @Test
    void theOnlyOneThatMattersExplainsNearlyAll() {
        StudyView view = study(500, c -> 1 + c.real("a"));
        assertThat(measure(view, 0).share()).isCloseTo(0.96, within(0.005));
        assertThat(measure(view, 0).pValue()).isLessThan(0.01);
        assertThat(measure(view, 0).best()).endsWith("to 0.19");
        // Chance alone explains 1 % of 500 ranks once in hundreds of times.
        assertThat(measure(view, 1).share()).isLessThan(0.03);
        assertThat(measure(view, 2).share()).isLessThan(0.03);
    }

    /**
     * A step of a at ½ and one of c, of the same height: three levels of tied ranks, equally far apart, so each explains half
     * the variance. The middle one of the five groups of a lies across its step, which leaves four fifths of its half.
     */
    @Test
    void twoThatMatterEquallyShareTheVariance() {
        StudyView view = study(
                500, c -> 1 + (c.real("a") < 0.5 ? 0 : 1) + (c.category("c").equals("p") ? 0 : 1));
        // 0.06 is about twice the standard error of a share of one half among 500.
        assertThat(measure(view, 2).share()).isCloseTo(0.5, within(0.06));
        assertThat(measure(view, 0).share()).isCloseTo(0.4, within(0.06));
        assertThat(measure(view, 2).best()).isEqualTo("p");
        assertThat(measure(view, 1).pValue()).isGreaterThan(0.01);
    }

    /** A minimum in the middle has no trend, but still an effect: a correlation would not see it. */
    @Test
    void valleyIsSeen() {
        StudyView view = study(24, c -> 1 + Math.abs(c.real("b") - 0.5));
        assertThat(measure(view, 1).share()).isGreaterThan(0.4);
        assertThat(measure(view, 1).pValue()).isLessThan(0.01);
        assertThat(measure(view, 0).pValue()).isGreaterThan(0.05);
    }

    /** The sign of a product has no first-order effect: what two do only together is not looked for. */
    @Test
    void pureInteractionIsNotSeen() {
        StudyView view = study(500, c -> 2 + (c.real("a") - 0.5) * (c.real("b") - 0.5));
        assertThat(measure(view, 0).share()).isLessThan(0.03);
        assertThat(measure(view, 1).share()).isLessThan(0.03);
    }

    @Test
    void conditionalOneIsMeasuredWhereItIsActive() {
        StudyView view = study(100, c -> 1 + c.realOr("d", 0.5));
        ParameterImportance d = importance(view).get(3);
        long active =
                view.searched().stream().filter(t -> t.configuration().has("d")).count();
        assertThat(d.trials()).isEqualTo((int) active).isBetween(30, 70);
        assertThat(d.measure().orElseThrow().share()).isGreaterThan(0.9);
    }

    /** Half diverge, and only because of a; they share a rank, so their order says nothing of b. */
    @Test
    void divergedTrialsCountAndShareARank() {
        SplittableRandom random = new SplittableRandom(3);
        StudyBuilder study = study();
        for (int i = 0; i < 40; i++) {
            Configuration configuration = drawn(random);
            if (configuration.real("a") > 0.5) {
                study.diverged(configuration);
            } else {
                study.completed(configuration, 1 + 0.001 * random.nextDouble());
            }
        }
        assertThat(measure(study.view(), 0).share()).isGreaterThan(0.5);
        assertThat(measure(study.view(), 1).pValue()).isGreaterThan(0.05);
    }

    @Test
    void fewTrialsSayNothing() {
        assertThat(importance(study(7, c -> 1 + c.real("a"))))
                .hasSize(4)
                .allSatisfy(p -> assertThat(p.measure()).isEmpty());
        assertThat(importance(study().view())).hasSize(4);
        assertThat(importance(study(8, c -> 1 + c.real("a"))).get(0).measure()).isPresent();
    }

    @Test
    void equalResultsSayNothing() {
        StudyBuilder study = study();
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 20; i++) {
            study.diverged(drawn(random));
        }
        assertThat(importance(study.view()).get(0).measure()).isEmpty();
    }
}
