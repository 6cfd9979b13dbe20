package org.gradus.core.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SearchSpaceTest {
    private static final SearchSpace MIXED = SearchSpace.builder()
            .learningRate(1e-5, 1)
            .integer("batch", 16, 256, Scale.LOG)
            .categorical("updater", "sgd", "nesterovs", "adam")
            .real("momentum", 0, 0.99, Scale.LINEAR)
            .when(Condition.when("updater", "nesterovs"))
            .integer("layers", 1, 3, Scale.LINEAR)
            .real("dropout", 0, 0.9, Scale.LINEAR)
            .when(new Condition("layers", Set.of(2L, 3L)))
            .build();

    @ParameterizedTest
    @MethodSource("org.gradus.core.testkit.TestSeeds#fifty")
    void everyPointOfTheCubeIsAConfigurationOfTheSpace(int seed) {
        RandomGenerator random = new SplittableRandom(seed);
        for (int i = 0; i < 20; i++) {
            double[] unit = random.doubles(MIXED.dimensions()).toArray();
            Configuration configuration = MIXED.fromUnit(unit);
            assertThat(MIXED.contains(configuration)).isTrue();
            assertThat(configuration.has("momentum"))
                    .isEqualTo(configuration.category("updater").equals("nesterovs"));
            assertThat(configuration.has("dropout")).isEqualTo(configuration.integer("layers") >= 2);
            double[] back = MIXED.toUnit(configuration);
            assertThat(back[0]).isCloseTo(unit[0], within(1e-14));
            assertThat(back[3]).isCloseTo(configuration.has("momentum") ? unit[3] : 0.5, within(1e-14));
            Configuration again = MIXED.fromUnit(back);
            assertThat(again.values().keySet()).isEqualTo(configuration.values().keySet());
            assertThat(again.integer("batch")).isEqualTo(configuration.integer("batch"));
            assertThat(again.category("updater")).isEqualTo(configuration.category("updater"));
        }
    }

    @Test
    void spaceSaysWhatItIs() {
        assertThat(MIXED.describe())
                .isEqualTo("learningRate 1e-5 to 1 (log); batch 16 to 256 (whole, log);"
                        + " updater one of sgd, nesterovs, adam;"
                        + " momentum 0 to 0.99 if updater is one of [nesterovs]; layers 1 to 3 (whole);"
                        + " dropout 0 to 0.9 if layers is one of "
                        + MIXED.find("dropout")
                                .orElseThrow()
                                .condition()
                                .orElseThrow()
                                .values());
        assertThat(MIXED.learningRateDomain()).contains(new RealDomain(1e-5, 1, Scale.LOG));
        assertThat(MIXED.find("nothing")).isEmpty();
        assertThat(SearchSpace.learningRate(0.1, 1).dimensions()).isEqualTo(1);
    }

    @Test
    void spaceWithoutParametersIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SearchSpace(List.of()))
                .withMessage("a search space needs at least one parameter, but has none"
                        + "\nMaybe learningRate(min, max) was not called.");
    }

    @Test
    void twoParametersOfOneNameAreRefused() {
        SearchSpace.Builder builder =
                SearchSpace.builder().learningRate(1e-5, 1).learningRate(1e-3, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessage("two parameters are named 'learningRate'");
    }

    @Test
    void badRangeIsRefusedWithTheNameOfItsParameter() {
        SearchSpace.Builder builder = SearchSpace.builder();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.learningRate(1, 1e-5))
                .withMessage("'learningRate': the lower end of a range must be below the upper end, but was 1.0 to"
                        + " 1.0E-5\nMaybe the two ends were swapped.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.learningRate(-1, 1))
                .withMessage("'learningRate': a range on a log scale must be positive, but was -1.0 to 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.learningRate(Double.NaN, 1))
                .withMessage("'learningRate': a range must be finite, but was NaN to 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.integer("batch", 9, 8, Scale.LINEAR))
                .withMessageStartingWith("'batch': ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.categorical("updater"))
                .withMessage("'updater': a choice needs at least one value, but has none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.real(" ", 0, 1, Scale.LINEAR))
                .withMessage("' ': the name of a parameter must not be blank");
        assertThat(builder.isEmpty()).isTrue();
    }

    @Test
    void learningRateMustBeARealPositiveRange() {
        SearchSpace.Builder whole = SearchSpace.builder().integer("learningRate", 1, 3, Scale.LINEAR);
        assertThatIllegalArgumentException()
                .isThrownBy(whole::build)
                .withMessage("the learning rate needs a positive real range, but has 1 to 3 (whole)");
        SearchSpace.Builder fromZero = SearchSpace.builder().real("learningRate", 0, 1, Scale.LINEAR);
        assertThatIllegalArgumentException().isThrownBy(fromZero::build).withMessageContaining("positive real range");
    }

    @Test
    void conditionMustReferToAnEarlierParameterAndAValueItCanHave() {
        SearchSpace.Builder later = SearchSpace.builder()
                .real("momentum", 0, 1, Scale.LINEAR)
                .when(Condition.when("updater", "sgd"))
                .categorical("updater", "sgd", "adam");
        assertThatIllegalArgumentException()
                .isThrownBy(later::build)
                .withMessage("'momentum' depends on 'updater', which is not an earlier parameter");
        SearchSpace.Builder impossible = SearchSpace.builder()
                .categorical("updater", "sgd", "adam")
                .real("momentum", 0, 1, Scale.LINEAR)
                .when(Condition.when("updater", "SGD"));
        assertThatIllegalArgumentException()
                .isThrownBy(impossible::build)
                .withMessage(
                        "'momentum' depends on 'updater' being the category \"SGD\", but 'updater' is one of sgd, adam"
                                + "\nMaybe write one of its values, whole numbers without quotes.");
        SearchSpace.Builder quoted = SearchSpace.builder()
                .integer("layers", 1, 4, Scale.LINEAR)
                .real("momentum", 0, 1, Scale.LINEAR)
                .when(Condition.when("layers", "2"));
        assertThatIllegalArgumentException()
                .isThrownBy(quoted::build)
                .withMessageStartingWith(
                        "'momentum' depends on 'layers' being the category \"2\", but 'layers' is 1 to 4");
        SearchSpace.Builder real = SearchSpace.builder()
                .real("decay", 0, 1, Scale.LINEAR)
                .real("momentum", 0, 1, Scale.LINEAR)
                .when(Condition.when("decay", 1));
        assertThatIllegalArgumentException()
                .isThrownBy(real::build)
                .withMessageContaining("\nMaybe make it depend on a category or a whole number.");
        assertThat(SearchSpace.builder()
                        .integer("layers", 1, 4, Scale.LINEAR)
                        .real("momentum", 0, 1, Scale.LINEAR)
                        .when(Condition.when("layers", 2, 3))
                        .build()
                        .dimensions())
                .isEqualTo(2);
        SearchSpace.Builder nothing = SearchSpace.builder();
        assertThatIllegalStateException()
                .isThrownBy(() -> nothing.when(Condition.when("updater", "sgd")))
                .withMessage("a condition needs a parameter before it");
    }

    @Test
    void conditionComparesWithCategoriesOrWholeNumbers() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Condition("updater", Set.of()))
                .withMessage("a condition on 'updater' needs at least one value");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Condition("rate", Set.of(0.5)))
                .withMessage("a condition on 'rate' compares with categories or whole numbers, but 0.5 is neither");
    }

    @Test
    void parameterBehindAnInactiveOneIsInactiveToo() {
        SearchSpace space = SearchSpace.builder()
                .categorical("a", "on", "off")
                .categorical("b", "on", "off")
                .when(Condition.when("a", "on"))
                .real("c", 0, 1, Scale.LINEAR)
                .when(Condition.when("b", "on"))
                .build();
        assertThat(space.fromUnit(new double[] {0.9, 0.1, 0.3}))
                .isEqualTo(Configuration.builder().set("a", "off").build());
        assertThat(space.fromUnit(new double[] {0.1, 0.1, 0.25}))
                .isEqualTo(Configuration.builder()
                        .set("a", "on")
                        .set("b", "on")
                        .set("c", 0.25)
                        .build());
    }

    @Test
    void configurationOfAnotherSpaceIsRefusedSayingWhy() {
        Configuration rate = Configuration.of(new LearningRate(0.1));
        SearchSpace space = SearchSpace.builder()
                .learningRate(1e-5, 1)
                .categorical("updater", "sgd", "adam")
                .real("beta", 0, 1, Scale.LINEAR)
                .when(Condition.when("updater", "adam"))
                .build();
        assertProblem(space, rate, "'updater' is missing from (learningRate=1e-1)");
        assertProblem(
                space,
                rate.toBuilder().set("updater", "sgd").set("beta", 0.5).build(),
                "'beta' is not active in (beta=0.5, learningRate=1e-1, updater=sgd)");
        assertProblem(
                space,
                rate.toBuilder().set("updater", "rmsprop").build(),
                "'updater' is rmsprop, but must be one of sgd, adam");
        assertProblem(
                space,
                rate.toBuilder().set("learningRate", 3.0).set("updater", "sgd").build(),
                "'learningRate' is 3.0, but must be 1e-5 to 1 (log)");
        assertProblem(
                space,
                rate.toBuilder().set("updater", "sgd").set("batch", 64).build(),
                "(batch=64, learningRate=1e-1, updater=sgd) has parameters that the space lacks: " + space.describe());
        assertThat(space.contains(rate.toBuilder().set("updater", "sgd").build()))
                .isTrue();
    }

    private static void assertProblem(SearchSpace space, Configuration configuration, String message) {
        assertThat(space.contains(configuration)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> space.check(configuration))
                .withMessage(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> space.toUnit(configuration))
                .withMessage(message);
    }

    @Test
    void pointOfAnotherDimensionIsRefused() {
        SearchSpace space = SearchSpace.learningRate(1e-5, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> space.fromUnit(new double[] {0.1, 0.2}))
                .withMessage("a point of this space has 1 coordinates, but 2 were given");
    }

    @Test
    void blankNameIsRefused() {
        RealDomain domain = new RealDomain(0, 1, Scale.LINEAR);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Parameter("", domain, Optional.empty()))
                .withMessage("the name of a parameter must not be blank");
    }
}
