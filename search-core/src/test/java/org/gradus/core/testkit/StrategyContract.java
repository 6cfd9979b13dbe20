package org.gradus.core.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gradus.core.budget.FullBudget;
import org.gradus.core.space.Condition;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.space.Scale;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.strategy.Proposal;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.study.Provenance;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.study.StudyId;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.study.StudyView;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.Trial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every strategy keeps to. A test class of a strategy implements this interface and its factory. */
public interface StrategyContract {
    int TRIALS = 12;
    int EPOCHS = 2;

    Strategy newStrategy();

    /** Those of {@link #spaces()} that the strategy cannot search and refuses before the search. */
    default List<SearchSpace> refusedSpaces() {
        return List.of();
    }

    /** Spaces of every kind; a strategy works on each or refuses it before the search. */
    static List<SearchSpace> spaces() {
        double lonely = 0.0123;
        return List.of(
                SearchSpace.learningRate(1e-5, 1),
                SearchSpace.learningRate(1e-9, 1e3),
                SearchSpace.learningRate(lonely, Math.nextUp(lonely)),
                SearchSpace.learningRate(Double.MIN_VALUE, 3 * Double.MIN_VALUE),
                SearchSpace.builder().real("width", -3, 5, Scale.LINEAR).build(),
                SearchSpace.builder()
                        .categorical("updater", "sgd", "adam", "rmsprop")
                        .build(),
                SearchSpace.builder()
                        .integer("layers", 1, 4, Scale.LINEAR)
                        .categorical("updater", "sgd", "adam")
                        .build(),
                SearchSpace.builder()
                        .learningRate(1e-6, 1e2)
                        .categorical("updater", "sgd", "adam")
                        .real("momentum", 0, 0.99, Scale.LINEAR)
                        .when(Condition.when("updater", "sgd"))
                        .integer("batch", 16, 256, Scale.LOG)
                        .build());
    }

    /** Each space with a few seeds. */
    static Stream<Arguments> spacesAndSeeds() {
        return IntStream.range(0, 2)
                .boxed()
                .flatMap(seed -> spaces().stream().map(space -> Arguments.of(space, (long) seed)));
    }

    /** A smooth accuracy, best at a rate of 10^-2.5 and in the middle of all else; above a rate of 0.5 nothing. */
    static double[] smooth(SearchSpace space, Configuration configuration) {
        double rate = configuration.findLearningRate().map(r -> r.value()).orElse(0.003);
        double distance = Math.pow(Math.log10(rate) + 2.5, 2) / 8;
        for (double coordinate : space.toUnit(configuration)) {
            distance += 0.3 * Math.pow(coordinate - 0.5, 2);
        }
        double accuracy = 0.1 + 0.8 * Math.exp(-distance);
        return rate > 0.5 ? new double[] {Double.NaN} : new double[] {0.9 * accuracy, accuracy};
    }

    private static StudyRecord study(SearchSpace space, Objective objective, long seed) {
        StudyRecord.Settings settings = StudyRecord.Settings.builder()
                .plan("test", "full", "a test")
                .seed(seed)
                .finalists(1)
                .recordEvery(1)
                .build();
        return new StudyRecord(
                new StudyId("contract"),
                space,
                objective,
                StudyBudget.of(TRIALS, EPOCHS),
                settings,
                new Provenance("test", "test 1", Map.of()));
    }

    private static StudyRecord accuracy(SearchSpace space, long seed) {
        return study(space, Objective.maximize("validationAccuracy"), seed);
    }

    private void skipIfRefused(SearchSpace space) {
        assumeFalse(refusedSpaces().contains(space), "refused, see refusesTheDeclaredSpacesAndNoOthers");
    }

    private Proposal propose(StudyView study, long seed) {
        return new CheckedStrategy(newStrategy()).propose(study, new SplittableRandom(seed));
    }

    private ScriptedSearch search(StudyRecord study, ScriptedSearch.Script script) {
        return ScriptedSearch.of(study, new CheckedStrategy(newStrategy()), new FullBudget(), script);
    }

    @Test
    default void hasANameAndWorksOnALearningRate() {
        assertThat(newStrategy().name())
                .as("The name of a strategy is words in lower case, joined by hyphens")
                .matches("[a-z][a-z0-9]*(-[a-z0-9]+)*");
        assertThat(refusedSpaces())
                .as("Every strategy searches a learning rate alone")
                .doesNotContain(spaces().get(0));
    }

    @ParameterizedTest
    @MethodSource("spacesAndSeeds")
    default void staysInsideTheSpaceAndGivesReasons(SearchSpace space, long seed) {
        skipIfRefused(space);
        StudyView view = search(accuracy(space, seed), c -> smooth(space, c)).run();
        // What is outside the space, or has no reason, was refused by CheckedStrategy.
        assertThat(view.searched())
                .as("A strategy proposes at least one trial, and at most the %s of the budget", TRIALS)
                .isNotEmpty()
                .hasSizeLessThanOrEqualTo(TRIALS);
        requireClosed(view);
    }

    private static void requireClosed(StudyView view) {
        assertThat(view.closed())
                .as(
                        "A strategy goes on until the budget or the space is used up, but the study waits for it after"
                                + " %s trials",
                        view.searched().size())
                .isPresent();
    }

    @ParameterizedTest
    @MethodSource("spacesAndSeeds")
    default void trialsAtOnceAreDifferentAndStayInside(SearchSpace space, long seed) {
        skipIfRefused(space);
        ScriptedSearch search = search(accuracy(space, seed), c -> smooth(space, c));
        while (search.step(4)) {
            // Four orders are out at a time, and reported in reverse.
        }
        requireClosed(search.view());
        if (space.equals(spaces().get(0))) {
            assertThat(search.view().searched())
                    .extracting(Trial::configuration)
                    .as("A strategy proposes something else while a configuration is in training")
                    .doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @MethodSource("spacesAndSeeds")
    default void sameViewAndRandomNumbersGiveTheSameProposal(SearchSpace space, long seed) {
        skipIfRefused(space);
        ScriptedSearch search = search(accuracy(space, seed), c -> smooth(space, c));
        for (int i = 0; i < 8 && !search.view().isClosed(); i++) {
            Strategy strategy = new CheckedStrategy(newStrategy());
            Proposal first = strategy.propose(search.view(), new SplittableRandom(seed + i));
            awaitAnotherMillisecond();
            assertThat(strategy.propose(search.view(), new SplittableRandom(seed + i)))
                    .as(
                            "A proposal depends on nothing but the study and the random numbers: no clock, no state."
                                    + " '%s', asked twice about the same %s trials, answered otherwise",
                            strategy.name(), search.view().trials().size())
                    .isEqualTo(first);
            assertThat(propose(search.view(), seed + i))
                    .as(
                            "A proposal depends on nothing but the study and the random numbers. Another '%s', asked"
                                    + " about the same %s trials, answered otherwise",
                            strategy.name(), search.view().trials().size())
                    .isEqualTo(first);
            search.step(1);
        }
    }

    /** Lets the clock move on, so that a strategy that reads it answers otherwise. */
    private static void awaitAnotherMillisecond() {
        long now = System.currentTimeMillis();
        while (System.currentTimeMillis() == now) {
            Thread.onSpinWait();
        }
    }

    @ParameterizedTest
    @MethodSource("spacesAndSeeds")
    default void replayThenContinueEqualsUninterrupted(SearchSpace space, long seed) {
        skipIfRefused(space);
        StudyRecord study = accuracy(space, seed);
        ScriptedSearch whole = search(study, c -> smooth(space, c));
        List<TrialEvent> after = List.of();
        for (int i = 0; i < 9 && whole.step(1); i++) {
            after = whole.events();
        }
        whole.run();
        Strategy another = new CheckedStrategy(newStrategy());
        ScriptedSearch resumed = ScriptedSearch.resume(study, another, new FullBudget(), c -> smooth(space, c), after);
        resumed.run();
        List<TrialEvent> events = resumed.events();
        for (int i = 0; i < Math.min(events.size(), whole.events().size()); i++) {
            assertThat(events.get(i))
                    .as(
                            "A study that is resumed goes on as if never interrupted, but '%s', resumed after %s"
                                    + " events, left that path at event %s",
                            another.name(), after.size(), i + 1)
                    .isEqualTo(whole.events().get(i));
        }
        assertThat(events)
                .as("A study that is resumed ends where the uninterrupted one ends")
                .hasSameSizeAs(whole.events());
    }

    @ParameterizedTest
    @MethodSource("spacesAndSeeds")
    default void permutingFinishedTrialsChangesNothing(SearchSpace space, long seed) {
        skipIfRefused(space);
        List<Configuration> tried = search(accuracy(space, seed), c -> smooth(space, c)).run().searched().stream()
                .map(Trial::configuration)
                .toList();
        List<Configuration> shuffled = new ArrayList<>(tried.subList(0, tried.size() - 1));
        Collections.shuffle(shuffled, new Random(seed));
        shuffled.add(tried.get(tried.size() - 1));
        assertThat(configuration(propose(finished(space, shuffled, seed), seed)))
                .as(
                        "The order in which trials finished does not matter, but '%s' proposed something else after the"
                                + " same %s trials in another order; some have equal scores, and those are told apart by"
                                + " their configurations, not by their numbers",
                        newStrategy().name(), tried.size())
                .isEqualTo(configuration(propose(finished(space, tried, seed), seed)));
    }

    /** What sweeps may come to, as losses by name; none at all is a sweep that failed. */
    static Stream<Arguments> sweeps() {
        double[] fall = IntStream.range(0, 60)
                .mapToDouble(step -> step > 50 ? 30 : 2.3 - 2 / (1 + Math.exp((35 - step) / 4.0)))
                .toArray();
        double[] broken = DoubleStream.generate(() -> Double.NaN).limit(60).toArray();
        return Stream.of(
                Arguments.of("a fall", fall),
                Arguments.of("NaN from the first step on", broken),
                Arguments.of("flat", DoubleStream.generate(() -> 2.3).limit(60).toArray()),
                Arguments.of("two steps", new double[] {2.3, 2.2}),
                Arguments.of("failed", new double[0]));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sweeps")
    default void worksWithAnySweepsInTheStudy(String name, double[] losses) {
        List<Configuration> tried = Stream.of(1e-4, 3e-2, 1e-3, 0.9)
                .map(rate -> Configuration.of(new LearningRate(rate)))
                .toList();
        List<Configuration> shuffled = List.of(tried.get(2), tried.get(3), tried.get(0), tried.get(1));
        for (boolean diverged : new boolean[] {false, true}) {
            StudyView study = swept(losses, tried, diverged);
            assertThat(configuration(propose(study, 1)))
                    .as("The order in which trials finished does not matter, after sweeps (%s) either", name)
                    .isEqualTo(configuration(propose(swept(losses, shuffled, diverged), 1)));
        }
    }

    /** Three sweeps, and then these configurations finished. */
    private static StudyView swept(double[] losses, List<Configuration> tried, boolean diverged) {
        StudyBuilder builder = StudyBuilder.rates(1e-5, 1, EPOCHS);
        for (int sweep = 0; sweep < 3; sweep++) {
            builder = losses.length == 0 ? builder.failedSweep(1e-5, 1) : builder.sweep(1e-5, 1, losses);
        }
        for (Configuration configuration : tried) {
            double[] figures = smooth(SearchSpace.learningRate(1e-5, 1), configuration);
            builder = diverged || Double.isNaN(figures[0])
                    ? builder.diverged(configuration)
                    : builder.completed(configuration, figures);
        }
        return builder.view();
    }

    private static Optional<Configuration> configuration(Proposal proposal) {
        return proposal instanceof Proposal.Suggest suggest ? Optional.of(suggest.configuration()) : Optional.empty();
    }

    /** All but the last of these configurations finished, the last one running. */
    private static StudyView finished(SearchSpace space, List<Configuration> tried, long seed) {
        StudyBuilder builder =
                StudyBuilder.of(space, Objective.maximize("validationAccuracy"), StudyBudget.of(100, EPOCHS), seed);
        for (Configuration configuration : tried.subList(0, tried.size() - 1)) {
            double[] figures = smooth(space, configuration);
            if (Double.isNaN(figures[0])) {
                builder.diverged(configuration);
            } else {
                builder.completed(configuration, figures);
            }
        }
        return builder.running(tried.get(tried.size() - 1), EPOCHS).view();
    }

    /** Histories that break careless code, as scripts by name. */
    static Stream<Arguments> histories() {
        return Stream.<Map.Entry<String, ScriptedSearch.Script>>of(
                        Map.entry("all diverge", c -> new double[] {Double.NaN}),
                        Map.entry("all fail", c -> new double[0]),
                        Map.entry("one value", c -> new double[] {0.5, 0.5}),
                        Map.entry("zero", c -> new double[] {0, 0}),
                        Map.entry("huge", c -> new double[] {1, 1e300 * Math.abs(Math.sin(c.hashCode()))}),
                        Map.entry("tiny", c -> new double[] {1, 1e-300 * Math.abs(Math.sin(c.hashCode()))}),
                        Map.entry("both signs", c -> new double[] {1, 1e300 * Math.sin(c.hashCode())}),
                        Map.entry("all decades", c -> new double[] {1, Math.pow(10, 300 * Math.sin(c.hashCode()))}))
                .flatMap(
                        entry -> spaces().stream().map(space -> Arguments.of(entry.getKey(), space, entry.getValue())));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("histories")
    default void worksWithAnyHistory(String name, SearchSpace space, ScriptedSearch.Script script) {
        skipIfRefused(space);
        StudyRecord study = study(space, Objective.minimize("validationLoss"), 1);
        StudyView view = search(study, script).run();
        assertThat(view.searched())
                .as("A strategy proposes at least one trial, also when '%s' is what happens", name)
                .isNotEmpty();
        requireClosed(view);
    }

    /** How all trials may end, as scripts by name. */
    static Stream<Arguments> endings() {
        SearchSpace space = spaces().get(6);
        return Stream.<Map.Entry<String, ScriptedSearch.Script>>of(
                        Map.entry("completed", c -> smooth(space, c)),
                        Map.entry("diverged", c -> new double[] {Double.NaN}),
                        Map.entry("failed", c -> new double[0]))
                .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest(name = "all {0}")
    @MethodSource("endings")
    default void aFiniteSpaceIsUsedUpAndNothingIsTriedTwice(String ending, ScriptedSearch.Script script) {
        SearchSpace space = spaces().get(6);
        skipIfRefused(space);
        StudyView view = search(accuracy(space, 3), script).run();
        assertThat(view.searched())
                .extracting(Trial::configuration)
                .as("Nothing is tried twice in a finite space: a trial that %s was tried too", ending)
                .doesNotHaveDuplicates();
        assertThat(view.searched())
                .as("A finite space of 8 configurations is used up by a budget of %s trials", TRIALS)
                .hasSize(8);
    }

    @ParameterizedTest(name = "all {0}")
    @MethodSource("endings")
    default void aRateThatEndedBadlyIsNotProposedAgain(String ending, ScriptedSearch.Script script) {
        StudyView view = search(
                        accuracy(spaces().get(0), 3),
                        ending.equals("completed") ? c -> smooth(spaces().get(0), c) : script)
                .run();
        assertThat(view.searched())
                .extracting(Trial::configuration)
                .as("Trials that %s count as tried: a strategy proposes other rates after them", ending)
                .doesNotHaveDuplicates();
    }

    @Test
    default void refusesTheDeclaredSpacesAndNoOthers() {
        StudyBudget budget = StudyBudget.of(TRIALS, EPOCHS);
        for (SearchSpace space : spaces()) {
            Strategy strategy = newStrategy();
            if (refusedSpaces().contains(space)) {
                assertThatIllegalStateException()
                        .as("A strategy refuses the spaces of refusedSpaces(), such as %s", space.describe())
                        .isThrownBy(() -> strategy.check(space, budget))
                        .withMessageContaining(strategy.name())
                        .withMessageContaining("space");
            } else {
                assertThatCode(() -> strategy.check(space, budget))
                        .as(
                                "A strategy accepts every space that is not in refusedSpaces(), such as %s",
                                space.describe())
                        .doesNotThrowAnyException();
            }
        }
        assertThat(spaces())
                .as("refusedSpaces() names some of StrategyContract.spaces()")
                .containsAll(refusedSpaces());
    }
}
