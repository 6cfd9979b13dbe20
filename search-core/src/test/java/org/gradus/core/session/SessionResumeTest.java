package org.gradus.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.budget.FullBudget;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.strategy.Proposal;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.study.Prior;
import org.gradus.core.study.Provenance;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.study.StudyId;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.study.WarmStart;
import org.gradus.core.testkit.ToyPolicies;
import org.gradus.core.testkit.ToyStrategies;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.Outcome;
import org.gradus.core.trial.Sweep;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A session given the events of another goes on as that one would have. */
class SessionResumeTest {
    /** A search that is interrupted everywhere. */
    private record Scenario(String name, Strategy strategy, BudgetPolicy policy, WarmStart known) {
        Scenario(String name, Strategy strategy, BudgetPolicy policy) {
            this(name, strategy, policy, WarmStart.NONE);
        }

        SearchSession resumed(List<TrialEvent> events) {
            return SearchSession.resume(study(known), strategy, policy, configuration -> 10, events);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static StudyRecord study() {
        return study(WarmStart.NONE);
    }

    private static StudyRecord study(WarmStart known) {
        return new StudyRecord(
                new StudyId("s"),
                SearchSpace.learningRate(1e-5, 10),
                Objective.maximize("validationAccuracy"),
                StudyBudget.of(9, 4),
                StudyRecord.Settings.builder()
                        .plan("toy", "toy", "a test")
                        .seed(7)
                        .finalists(1)
                        .recordEvery(1)
                        .build(),
                new Provenance("toy", "toy 1", Map.of()),
                known);
    }

    private static WarmStart known(double... rates) {
        List<Configuration> configurations = Arrays.stream(rates)
                .mapToObj(rate -> Configuration.of(new LearningRate(rate)))
                .toList();
        return new WarmStart(
                configurations.stream()
                        .map(c -> new WarmStart.First(c, "known to a test"))
                        .toList(),
                new Prior(
                        configurations.stream().map(c -> new Prior.Place(c, 1)).toList()));
    }

    /** The likeliest of three random rates, by what earlier studies say. */
    private static Strategy preferring() {
        return ToyStrategies.of((study, random) -> Stream.generate(
                        () -> study.space().fromUnit(new double[] {random.nextDouble()}))
                .limit(3)
                .max(Comparator.comparingDouble(study::logPrior))
                .map(c -> Proposal.suggest(c, "likely"))
                .orElseThrow());
    }

    private static Stream<Scenario> scenarios() {
        double[] rates = {1e-4, 1e-2, 2, 0.5, 3e-3, 5, 0.05};
        return Stream.of(
                new Scenario("random, full", ToyStrategies.leaning(), new FullBudget()),
                new Scenario("random, best half", ToyStrategies.leaning(), ToyPolicies.bestHalf()),
                new Scenario("random, epoch by epoch", ToyStrategies.leaning(), ToyPolicies.epochByEpoch()),
                new Scenario("known first, epoch by epoch", preferring(), ToyPolicies.epochByEpoch(), known(1e-3, 2)),
                new Scenario("known first, best half", preferring(), ToyPolicies.bestHalf(), known(1e-2, 1e-3, 5)),
                new Scenario("rates, best half", ToyStrategies.rates(rates), ToyPolicies.bestHalf()),
                new Scenario(
                        "sweep, epoch by epoch",
                        ToyStrategies.sweepThen(new Sweep(1e-5, 1, 25), rates),
                        ToyPolicies.epochByEpoch()));
    }

    private static List<TrialEvent> all(List<List<TrialEvent>> batches) {
        return batches.stream().flatMap(List::stream).toList();
    }

    private static void assertSame(List<TrialEvent> actual, List<TrialEvent> expected, String what) {
        for (int i = 0; i < Math.min(actual.size(), expected.size()); i++) {
            assertThat(actual.get(i)).as("%s: event %s", what, i + 1).isEqualTo(expected.get(i));
        }
        assertThat(actual).as(what).hasSameSizeAs(expected);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void resumedAfterAnyAppendItGoesOnAsIfUninterrupted(Scenario scenario) {
        List<List<TrialEvent>> batches = ToyTraining.run(scenario.resumed(List.of()), 1);
        assertThat(batches).hasSizeGreaterThan(10);
        assertGoesOn(scenario, batches, 1);
    }

    /** With three at once the resumed session asks for the running ones again, the oldest first, as they were. */
    @ParameterizedTest
    @MethodSource("scenarios")
    void resumedAfterAnyAppendWithTrialsRunningItGoesOnAsIfUninterrupted(Scenario scenario) {
        assertGoesOn(scenario, ToyTraining.run(scenario.resumed(List.of()), 3), 3);
    }

    private static void assertGoesOn(Scenario scenario, List<List<TrialEvent>> batches, int parallel) {
        List<TrialEvent> whole = all(batches);
        for (int cut = 0; cut <= batches.size(); cut++) {
            List<TrialEvent> events = new ArrayList<>(all(batches.subList(0, cut)));
            events.addAll(all(ToyTraining.run(scenario.resumed(events), parallel)));
            assertSame(events, whole, "cut after append " + cut);
        }
    }

    /** A store appends all events of a report or none; a log that was cut even there goes on if its policy decides anew. */
    @ParameterizedTest
    @MethodSource("scenariosOfPoliciesThatDecideTrialByTrial")
    void resumedAfterAnyEventItGoesOnAsIfUninterrupted(Scenario scenario) {
        List<TrialEvent> whole = all(ToyTraining.run(scenario.resumed(List.of()), 1));
        for (int cut = 0; cut <= whole.size(); cut++) {
            List<TrialEvent> events = new ArrayList<>(whole.subList(0, cut));
            events.addAll(all(ToyTraining.run(scenario.resumed(events), 1)));
            assertSame(events, whole, "cut after event " + cut);
        }
    }

    private static Stream<Scenario> scenariosOfPoliciesThatDecideTrialByTrial() {
        return scenarios().filter(s -> !s.name().contains("best half"));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void viewOfTheEventsIsTheViewOfTheSession(Scenario scenario) {
        SearchSession session = scenario.resumed(List.of());
        List<TrialEvent> events = all(ToyTraining.run(session, 2));
        assertThat(scenario.resumed(events).view()).isEqualTo(session.view());
        assertThat(scenario.resumed(events).ask()).isEqualTo(session.ask());
    }

    @Test
    void runningTrialsAreAskedForAgain() {
        Scenario scenario = new Scenario("", ToyStrategies.rates(0.1, 0.2, 0.3), new FullBudget());
        SearchSession session = scenario.resumed(List.of());
        Ask first = session.ask();
        Ask second = session.ask();
        SearchSession resumed = scenario.resumed(session.drainEvents());
        assertThat(resumed.ask()).isEqualTo(first);
        assertThat(resumed.ask()).isEqualTo(second);
        assertThat(((Ask.Train) resumed.ask()).trial().id()).isEqualTo(new TrialId(3));
    }

    @Test
    void whatRanWhenAStopRuleEndedTheSearchIsNotTrainedAgain() {
        Scenario scenario = new Scenario("", ToyStrategies.rates(0.1, 0.2), new FullBudget());
        SearchSession session = scenario.resumed(List.of());
        session.ask();
        session.stop("the time is over");
        SearchSession resumed = scenario.resumed(session.drainEvents());
        assertThat(resumed.view().trial(new TrialId(1)).outcome()).contains(new Outcome.Stopped(0, "the time is over"));
        assertThat(resumed.ask()).isEqualTo(new Ask.Finished("the time is over"));
    }

    @Test
    void replicatesThatRanAfterAStopAreAskedForAgain() {
        Scenario scenario = new Scenario("", ToyStrategies.rates(0.1, 0.2), new FullBudget());
        SearchSession session = scenario.resumed(List.of());
        session.tell(ToyTraining.train((Ask.Train) session.ask()));
        session.stop("the target is reached");
        session.replicate(new TrialId(1), 1, "again");
        session.replicate(new TrialId(1), 2, "again");
        session.ask();
        SearchSession resumed = scenario.resumed(session.drainEvents());
        assertThat(resumed.isHalted()).isTrue();
        assertThat(((Ask.Train) resumed.ask()).trial().id()).isEqualTo(new TrialId(2));
        assertThat(((Ask.Train) resumed.ask()).trial().id()).isEqualTo(new TrialId(3));
        assertThat(resumed.view().trial(new TrialId(2)).state()).isEqualTo(TrialState.RUNNING);
    }

    /** Two workers may extend a study to the same limits at once; what has ended it again meanwhile stays. */
    @Test
    void extensionByAnotherProcessIsNotMadeAgain() {
        Scenario scenario = new Scenario("rates", ToyStrategies.rates(0.1), new FullBudget());
        SearchSession first = scenario.resumed(List.of());
        SearchSession second = scenario.resumed(List.of());
        TrialEvent.SearchExtended more = new TrialEvent.SearchExtended(StudyBudget.of(12, 4), List.of("target 0.9"));
        first.extend(more);
        first.stop("target 0.9 was reached");
        second.observe(first.drainEvents());
        second.extend(more);
        assertThat(second.drainEvents()).isEmpty();
        assertThat(second.isHalted()).isTrue();
        second.extend(new TrialEvent.SearchExtended(more.budget(), List.of()));
        assertThat(second.isHalted()).isFalse();
    }
}
