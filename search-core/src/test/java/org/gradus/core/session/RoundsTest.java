package org.gradus.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.budget.FullBudget;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.strategy.Proposal;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.study.Provenance;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.study.StudyId;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.study.StudyView;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.testkit.ToyPolicies;
import org.gradus.core.testkit.ToyStrategies;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.TrainedSegment;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rounds begin together and are decided about together, no matter what happens in between. */
class RoundsTest {
    private static final StudyBudget BUDGET = StudyBudget.of(10, 3);

    private static StudyRecord study(int round) {
        return new StudyRecord(
                new StudyId("s"),
                SearchSpace.learningRate(1e-5, 10),
                Objective.maximize("validationAccuracy"),
                BUDGET,
                StudyRecord.Settings.builder()
                        .plan("toy", "toy", "a test")
                        .seed(7)
                        .finalists(1)
                        .recordEvery(1)
                        .round(round)
                        .build(),
                new Provenance("toy", "toy 1", Map.of()));
    }

    private static SearchSession session(int round, Strategy strategy, BudgetPolicy policy, List<TrialEvent> events) {
        return SearchSession.resume(study(round), strategy, policy, configuration -> 10, events);
    }

    private static Ask.Train train(SearchSession session) {
        Ask ask = session.ask();
        assertThat(ask.kind()).isEqualTo(Ask.Kind.TRAIN);
        return (Ask.Train) ask;
    }

    private static List<TrialId> ids(int... numbers) {
        return IntStream.of(numbers).mapToObj(TrialId::new).toList();
    }

    private static List<TrialId> proposed(List<TrialEvent> events) {
        return events.stream()
                .filter(e -> e.kind() == TrialEvent.Kind.TRIAL_PROPOSED)
                .flatMap(e -> e.about().stream())
                .toList();
    }

    @Test
    void roundIsProposedAtOnceAndTheNextAfterItsLastReport() {
        SearchSession session = session(3, ToyStrategies.leaning(), new FullBudget(), List.of());
        List<Ask.Train> orders = new ArrayList<>(List.of(train(session)));
        assertThat(proposed(session.drainEvents())).isEqualTo(ids(1, 2, 3));
        orders.add(train(session));
        orders.add(train(session));
        assertThat(session.ask().kind()).isEqualTo(Ask.Kind.WAIT);
        session.tell(ToyTraining.train(orders.get(2)));
        session.tell(ToyTraining.train(orders.get(0)));
        assertThat(session.ask().kind()).isEqualTo(Ask.Kind.WAIT);
        assertThat(proposed(session.drainEvents())).isEmpty();
        session.tell(ToyTraining.train(orders.get(1)));
        assertThat(train(session).trial().id()).isEqualTo(new TrialId(4));
    }

    /** With one report a round is open: nothing may be decided, not even by a session that takes the study up then. */
    @Test
    void policyDecidesAfterTheLastReport() {
        SearchSession session = session(2, ToyStrategies.leaning(), ToyPolicies.epochByEpoch(), List.of());
        Ask.Train first = train(session);
        Ask.Train second = train(session);
        List<TrialEvent> log = new ArrayList<>(session.drainEvents());
        session.tell(ToyTraining.train(second));
        log.addAll(session.drainEvents());
        assertThat(log).noneMatch(e -> e.kind() == TrialEvent.Kind.DECISION_MADE);
        SearchSession resumed = session(2, ToyStrategies.leaning(), ToyPolicies.epochByEpoch(), log);
        assertThat(resumed.drainEvents()).isEmpty();
        assertThat(resumed.settledView()).isEqualTo(session.settledView());
        assertThat(resumed.settledView().trial(second.trial().id()).curve().isEmpty())
                .isTrue();
        Ask.Train again = train(resumed);
        assertThat(again.trial().id()).isEqualTo(first.trial().id());
        resumed.tell(ToyTraining.train(again));
        assertThat(resumed.drainEvents()).anyMatch(e -> e.kind() == TrialEvent.Kind.DECISION_MADE);
        assertThat(resumed.settledView()).isEqualTo(resumed.view());
    }

    /** A strategy may wait for what is in training; then the round has fewer trials. */
    @Test
    void roundThatCannotBeFilledIsAwaited() {
        Strategy oneByOne =
                ToyStrategies.of((study, random) -> study.trials().stream().allMatch(Trial::ended)
                        ? ToyStrategies.rate(0.1 / (study.trials().size() + 1))
                        : new Proposal.Await("one by one"));
        SearchSession session = session(4, oneByOne, new FullBudget(), List.of());
        for (int trial = 1; trial <= 10; trial++) {
            Ask.Train order = train(session);
            assertThat(order.trial().id()).isEqualTo(new TrialId(trial));
            assertThat(session.ask().kind()).isEqualTo(Ask.Kind.WAIT);
            session.tell(ToyTraining.train(order));
        }
        assertThat(session.ask().kind()).isEqualTo(Ask.Kind.FINISHED);
    }

    @Test
    void settledViewIsThatOfTheLastDecisions() {
        SearchSession session = session(2, ToyStrategies.rates(0.01, 0.1, 0.2), new FullBudget(), List.of());
        Ask.Train first = train(session);
        train(session);
        StudyView before = session.view();
        session.tell(ToyTraining.train(first));
        assertThat(session.view().bestCompleted()).isPresent();
        assertThat(session.settledView()).isEqualTo(before);
    }

    private static Stream<BudgetPolicy> policies() {
        return Stream.of(new FullBudget(), ToyPolicies.bestHalf(), ToyPolicies.epochByEpoch());
    }

    /**
     * For any number of trainings at once and any order of reports, also when some come back untrained or the study is
     * interrupted and resumed.
     */
    @ParameterizedTest
    @MethodSource("policies")
    void nothingButTheEventsOfARoundDecides(BudgetPolicy policy) {
        for (int round = 1; round <= 4; round++) {
            SearchSession plain = session(round, ToyStrategies.leaning(), policy, List.of());
            ToyTraining.run(plain, 1);
            for (long seed = 1; seed <= 50; seed++) {
                assertThat(shuffled(round, policy, new SplittableRandom(seed)))
                        .as("round " + round + ", seed " + seed)
                        .isEqualTo(inAnyOrder(plain.view()));
            }
        }
    }

    /** A view without the places of segments in the order of reports, which no decision may look at. */
    private static StudyView inAnyOrder(StudyView view) {
        List<Trial> trials = view.trials().stream().map(RoundsTest::inAnyOrder).toList();
        return new StudyView(
                view.space(),
                view.objective(),
                view.budget(),
                trials,
                view.closed(),
                view.seed(),
                view.prior(),
                view.divergence());
    }

    private static Trial inAnyOrder(Trial trial) {
        List<TrainedSegment> segments = trial.segments().stream()
                .map(s -> new TrainedSegment(1, s.worker(), s.untilStep(), s.elapsedMillis()))
                .toList();
        return new Trial(
                trial.plan(),
                trial.curve(),
                trial.state(),
                trial.untilEpoch(),
                trial.decisions(),
                trial.outcome(),
                trial.test(),
                segments,
                trial.checkpoint());
    }

    private static StudyView shuffled(int round, BudgetPolicy policy, SplittableRandom random) {
        SearchSession session = session(round, ToyStrategies.leaning(), policy, List.of());
        List<TrialEvent> log = new ArrayList<>();
        List<Ask.Train> running = new ArrayList<>();
        Ask ask = session.ask();
        while (ask.kind() != Ask.Kind.FINISHED) {
            if (ask instanceof Ask.Train order) {
                running.add(order);
            }
            log.addAll(session.drainEvents());
            if (random.nextInt(8) == 0) {
                session = session(round, ToyStrategies.leaning(), policy, log);
                running.clear();
            } else if (!running.isEmpty() && (ask.kind() == Ask.Kind.WAIT || random.nextBoolean())) {
                Ask.Train done = running.remove(random.nextInt(running.size()));
                if (random.nextInt(8) == 0) {
                    session.giveBack(done.trial().id());
                } else {
                    session.tell(ToyTraining.train(done));
                }
            }
            log.addAll(session.drainEvents());
            ask = session.ask();
        }
        return inAnyOrder(session.view());
    }
}
