package org.gradus.core.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.strategy.Proposal;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.study.Provenance;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.study.StudyId;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.study.StudyView;
import org.gradus.core.trial.Capability;
import org.gradus.core.trial.Decision;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.Outcome;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every budget policy keeps to. A test class of a policy implements this interface and its factory. */
public interface BudgetPolicyContract {
    BudgetPolicy newPolicy();

    /**
     * A search of given trials.
     *
     * @param qualities the final accuracy of each trial, in [0, 1]; NaN for one that diverges in its second epoch
     * @param epochs of a full training
     * @param counted whether the budget counts trials, or epochs alone
     */
    record Scenario(List<Double> qualities, int epochs, boolean counted) {
        static Scenario random(Random random, int epochs, boolean counted) {
            List<Double> qualities = random.doubles(1 + random.nextInt(30))
                    .map(q -> q < 0.2 ? Double.NaN : q)
                    .boxed()
                    .toList();
            return new Scenario(qualities, epochs, counted);
        }

        Scenario plus(double quality) {
            List<Double> more = new ArrayList<>(qualities);
            more.add(quality);
            return new Scenario(more, epochs, counted);
        }

        /** Curves that keep their order at every epoch. */
        double[] figures(int trial) {
            double quality = qualities.get(trial);
            double[] figures = new double[epochs];
            for (int epoch = 1; epoch <= epochs; epoch++) {
                figures[epoch - 1] =
                        Double.isNaN(quality) ? (epoch > 1 ? Double.NaN : 0.1) : quality * (1 - Math.exp(-epoch));
            }
            return figures;
        }

        StudyRecord study() {
            StudyBudget budget = counted
                    ? StudyBudget.of(qualities.size(), epochs)
                    : new StudyBudget(OptionalInt.empty(), epochs, OptionalLong.of((long) qualities.size() * epochs));
            StudyRecord.Settings settings = StudyRecord.Settings.builder()
                    .plan("listed", "test", "a test")
                    .finalists(1)
                    .recordEvery(1)
                    .build();
            return new StudyRecord(
                    new StudyId("contract"),
                    SearchSpace.learningRate(1, 1000),
                    Objective.maximize("validationAccuracy"),
                    budget,
                    settings,
                    new Provenance("test", "test 1", Map.of()));
        }

        StudyView run(Supplier<BudgetPolicy> factory, int atOnce) {
            ScriptedSearch search = ScriptedSearch.of(
                    study(),
                    listed(),
                    new CheckedPolicy(factory),
                    c -> figures((int) Math.round(c.learningRate().value()) - 1));
            while (search.step(atOnce)) {
                // Until the session is over.
            }
            return search.view();
        }

        /** Proposes the rates 1, 2, 3, …, one for each quality. */
        private Strategy listed() {
            return new Strategy() {
                @Override
                public String name() {
                    return "listed";
                }

                @Override
                public Proposal propose(StudyView study, java.util.random.RandomGenerator random) {
                    int next = study.searched().size() + 1;
                    return next > qualities.size()
                            ? new Proposal.Exhausted("the list is used up")
                            : Proposal.suggest(Configuration.of(new LearningRate(next)), "next of the list");
                }
            };
        }
    }

    static IntStream seeds() {
        String replay = System.getProperty("test.seed");
        return replay == null ? IntStream.range(0, 50) : IntStream.of(Integer.parseInt(replay));
    }

    static Stream<Arguments> scenarios() {
        int[] epochs = {1, 2, 3, 5, 10, 27};
        return seeds().mapToObj(seed -> Arguments.of(
                Scenario.random(new Random(seed), epochs[seed % epochs.length], seed % 2 == 0), 1 + seed % 4));
    }

    private static Set<Integer> finished(StudyView view) {
        return view.searched().stream()
                .filter(t -> t.ended(OutcomeKind.COMPLETED))
                .map(t -> t.id().number())
                .collect(Collectors.toSet());
    }

    @Test
    default void itsNameCanStandOnACommandLine() {
        assertThat(newPolicy().name())
                .as("The name of a policy consists of lower-case words, joined by hyphens")
                .matches("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    default void aPolicyThatHoldsSaysSo(Scenario scenario, int atOnce) {
        List<String> holds = scenario.run(this::newPolicy, atOnce).searched().stream()
                .flatMap(t -> t.decisions().stream())
                .filter(d -> d.verdict() == Verdict.HOLD)
                .map(d -> d.trial() + " at epoch " + d.untilEpoch())
                .toList();
        if (!newPolicy().needs().contains(Capability.HOLD)) {
            assertThat(holds)
                    .as(
                            "A policy that holds trials says so: needs() lacks HOLD, but '%s' held",
                            newPolicy().name())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 27, 100, 125, 243, 1000})
    default void theFirstMilestoneIsAnEpochOfTheTraining(int epochs) {
        StudyView view = StudyBuilder.rates(1e-5, 1, epochs).view();
        assertThat(newPolicy().firstMilestone(view, Configuration.of(new LearningRate(0.1))))
                .as("The first milestone is an epoch of a training of %s", epochs)
                .isBetween(1, epochs);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    default void everyTrialEndsForAReasonAndMilestonesRise(Scenario scenario, int atOnce) {
        StudyView view = scenario.run(this::newPolicy, atOnce);
        for (Trial trial : view.searched()) {
            assertThat(trial.ended())
                    .as(
                            "Every trial ends, but the policy left %s %s at epoch %s of %s and decided nothing more",
                            trial.id(), trial.state(), trial.epochsTrained(), scenario.epochs())
                    .isTrue();
            assertThat(trial.outcome().map(Outcome::reason).orElse(""))
                    .as("Every trial ends for a reason, but %s has none", trial.id())
                    .isNotBlank();
            List<Integer> milestones = trial.decisions().stream()
                    .filter(d -> d.verdict() == Verdict.CONTINUE)
                    .map(Decision::untilEpoch)
                    .toList();
            assertThat(milestones)
                    .as("The milestones of %s increase, up to epoch %s", trial.id(), scenario.epochs())
                    .isSorted()
                    .doesNotHaveDuplicates()
                    .allMatch(m -> m <= scenario.epochs());
            if (trial.ended(OutcomeKind.COMPLETED)) {
                assertThat(trial.epochsTrained())
                        .as("A completed trial has trained all epochs, unlike %s", trial.id())
                        .isEqualTo(scenario.epochs());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    default void theBestIsTrainedToTheEnd(Scenario scenario, int atOnce) {
        StudyView view = scenario.run(this::newPolicy, atOnce);
        int proposed = view.searched().size();
        double best = scenario.qualities().subList(0, proposed).stream()
                .filter(q -> !Double.isNaN(q))
                .mapToDouble(q -> q)
                .max()
                .orElse(Double.NaN);
        if (!Double.isNaN(best)) {
            assertThat(finished(view))
                    .as(
                            "The trial that is best at every epoch is trained to the last one; it reaches %s, of the"
                                    + " final accuracies %s",
                            best, scenario.qualities().subList(0, proposed))
                    .contains(scenario.qualities().indexOf(best) + 1);
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    default void theDivergedAreNeverPromotedAndTheEpochsAreBounded(Scenario scenario, int atOnce) {
        StudyView view = scenario.run(this::newPolicy, atOnce);
        for (Trial trial : view.searched()) {
            assertThat(trial.epochsTrained())
                    .as("No trial trains longer than a full training, as %s does", trial.id())
                    .isLessThanOrEqualTo(scenario.epochs());
            double quality = scenario.qualities().get(trial.id().number() - 1);
            if (Double.isNaN(quality) && scenario.epochs() > 1) {
                assertThat(trial.ended(OutcomeKind.COMPLETED))
                        .as("A trial that diverges does not complete, but %s does", trial.id())
                        .isFalse();
                assertThat(trial.epochsTrained())
                        .as("A trial that diverges in its second epoch ends there, unlike %s", trial.id())
                        .isLessThanOrEqualTo(1);
            }
        }
        assertThat(view.epochsSpent())
                .as("%s trials spend at most %s epochs each", view.searched().size(), scenario.epochs())
                .isLessThanOrEqualTo(
                        (double) scenario.epochs() * view.searched().size());
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    default void addingAWorseTrialStopsNoBetterOne(Scenario scenario, int atOnce) {
        Set<Integer> before = finished(scenario.run(this::newPolicy, atOnce));
        Set<Integer> after = finished(scenario.plus(0.001).run(this::newPolicy, atOnce));
        assertThat(after)
                .as(
                        "A trial that is worse than all others stops none of them, but with one the policy completed"
                                + " %s and without it %s, of the final accuracies %s",
                        after, before, scenario.qualities())
                .containsAll(before);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    default void decidingAgainChangesNothing(Scenario scenario, int atOnce) {
        StudyView view = scenario.run(this::newPolicy, atOnce);
        assertThat(newPolicy().decide(view))
                .as("A policy that is asked again after the end of the search decides nothing more")
                .isEmpty();
    }
}
