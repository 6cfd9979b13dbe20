package org.gradus.strategies;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.gradus.budgets.BudgetPolicies;
import org.gradus.core.engine.Search;
import org.gradus.core.engine.SearchListener;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.ranking.RankedTrial;
import org.gradus.core.store.InMemoryStudyStore;
import org.gradus.core.store.StudyStore;
import org.gradus.core.study.StudyId;
import org.gradus.core.study.StudyView;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.training.CancellationToken;
import org.gradus.core.training.Trainer;
import org.gradus.core.trial.TrialId;
import org.gradus.trainers.replay.QuadraticTrainer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A search in rounds that is cancelled at any moment and run again ends as if it had never been cancelled: the same trials,
 * curves, decisions and ranking, and the same events but for the order in which the curves of a round were stored.
 */
@Timeout(300)
class InterruptedSearchTest {
    private static final StudyId STUDY = new StudyId("interrupted");
    private static final Trainer TRAINER =
            QuadraticTrainer.of(4, 1, 0.1, 0.02).noise(0.3).stepsPerEpoch(8);

    /** A search without trainer, store and interruptions. */
    private record Scenario(String name, int parallelism, UnaryOperator<Search> settings) {
        Search with(Trainer trainer, StudyStore store) {
            return settings.apply(Search.of(trainer)
                    .named(STUDY.value())
                    .learningRate(1e-3, 2)
                    .trials(7)
                    .epochs(9)
                    .finalists(2)
                    .replicates(2)
                    .seed(4)
                    .round(2)
                    .parallelism(parallelism)
                    .store(store));
        }

        /** Every moment is tried in one thread, and every third in two, where what matters is which of them is ahead. */
        int stride() {
            return parallelism == 1 ? 1 : 3;
        }

        @Override
        public String toString() {
            return name + ", parallelism " + parallelism;
        }
    }

    private static Stream<Scenario> scenarios() {
        return Stream.of(1, 2)
                .flatMap(parallelism -> Stream.of(
                        new Scenario(
                                "bayesian, keep-best",
                                parallelism,
                                search -> search.strategy(Strategies.bayesian()).policy(BudgetPolicies.keepBest())),
                        new Scenario(
                                "random, asha, rounds of three",
                                parallelism,
                                search -> search.strategy(Strategies.random())
                                        .policy(BudgetPolicies.asha())
                                        .round(3)),
                        new Scenario(
                                "zoom, freeze-thaw",
                                parallelism,
                                search -> search.strategy(Strategies.zoom()).policy(BudgetPolicies.freezeThaw())),
                        new Scenario(
                                "auto",
                                parallelism,
                                search -> search.strategy(Strategies.auto()).trials(5))));
    }

    /** What a study came to, without the times that it took. */
    private record End(
            List<List<Object>> trials, List<TrialEvent> decided, List<TrialEvent> trained, List<String> ranking) {
        static End of(StudyResult result, StudyStore store) {
            assertThat(result.interrupted()).isFalse();
            List<TrialEvent> events = store.events(STUDY, 0).stream()
                    .map(InterruptedSearchTest::timeless)
                    .toList();
            return new End(
                    result.view().trials().stream()
                            .map(t -> List.<Object>of(
                                    t.plan(), t.curve(), t.state(), t.decisions(), t.outcome(), t.test()))
                            .toList(),
                    events.stream().filter(e -> !isTrained(e)).toList(),
                    events.stream()
                            .filter(InterruptedSearchTest::isTrained)
                            .sorted((a, b) ->
                                    a.about().orElseThrow().compareTo(b.about().orElseThrow()))
                            .toList(),
                    result.ranking().entries().stream().map(End::words).toList());
        }

        private static String words(RankedTrial entry) {
            List<TrialId> replicates =
                    entry.replicates().stream().map(t -> t.id()).toList();
            return entry.rank() + " " + entry.trial().id() + " " + replicates + " " + entry.figure() + " "
                    + entry.tiedBest() + " " + entry.probabilityBest() + " " + entry.reason();
        }
    }

    private static TrialEvent timeless(TrialEvent event) {
        return event instanceof TrialEvent.CurveExtended extended
                ? new TrialEvent.CurveExtended(extended.trial(), extended.points(), "", 0, extended.checkpoint())
                : event;
    }

    /** Trials of a round are stored as they come, and so is their end where it lies in their curve. */
    private static boolean isTrained(TrialEvent event) {
        return switch (event.kind()) {
            case CURVE_EXTENDED, TRIAL_ENDED, TEST_READ -> true;
            default -> false;
        };
    }

    private static End uninterrupted(Scenario scenario) {
        StudyStore store = new InMemoryStudyStore();
        return End.of(scenario.with(TRAINER, store).run(), store);
    }

    /** Calls what it is given at the nth event that it hears. */
    private static SearchListener atEvent(int number, Consumer<TrialEvent> then) {
        AtomicInteger heard = new AtomicInteger();
        return new SearchListener() {
            @Override
            public void onEvent(TrialEvent event, StudyView view) {
                if (heard.incrementAndGet() == number) {
                    then.accept(event);
                }
            }
        };
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void cancelledAtAnyEventItGoesOnToTheSameEnd(Scenario scenario) {
        End whole = uninterrupted(scenario);
        int interrupted = 0;
        boolean cut = true;
        for (int event = 1; cut; event += scenario.stride()) {
            StudyStore store = new InMemoryStudyStore();
            Cancellation cancellation = new Cancellation();
            cut = cancellation
                    .start(scenario.with(TRAINER, store).listener(atEvent(event, e -> cancellation.cancel())))
                    .await()
                    .interrupted();
            interrupted += cut ? 1 : 0;
            assertThat(End.of(scenario.with(TRAINER, store).run(), store))
                    .as("cancelled at event " + event)
                    .isEqualTo(whole);
        }
        assertThat(interrupted * scenario.stride()).isGreaterThan(20);
    }

    /** Its round-mates may be done, in training or waiting for a thread then. */
    @ParameterizedTest
    @MethodSource("scenarios")
    void cancelledInAnySegmentItGoesOnToTheSameEnd(Scenario scenario) {
        End whole = uninterrupted(scenario);
        int interrupted = 0;
        boolean cut = true;
        for (int segment = 1; cut; segment += scenario.stride()) {
            StudyStore store = new InMemoryStudyStore();
            Cancellation cancellation = new Cancellation();
            AtomicInteger count = new AtomicInteger();
            int here = segment;
            Trainer trainer = new WatchedTrainer(TRAINER, token -> {
                if (count.incrementAndGet() == here) {
                    cancellation.cancel();
                    awaitCancelled(token);
                }
            });
            cut = cancellation.start(scenario.with(trainer, store)).await().interrupted();
            interrupted += cut ? 1 : 0;
            assertThat(End.of(scenario.with(TRAINER, store).run(), store))
                    .as("cancelled in segment " + segment)
                    .isEqualTo(whole);
        }
        assertThat(interrupted * scenario.stride()).isGreaterThan(20);
    }

    /** Each run is cancelled once it has stored something. */
    @ParameterizedTest
    @MethodSource("scenarios")
    void cancelledAgainAndAgainItStillComesToTheSameEnd(Scenario scenario) {
        StudyStore store = new InMemoryStudyStore();
        int runs = 0;
        StudyResult result;
        do {
            Cancellation cancellation = new Cancellation();
            result = cancellation
                    .start(scenario.with(TRAINER, store).listener(atEvent(1, e -> cancellation.cancel())))
                    .await();
            runs++;
        } while (result.interrupted());
        assertThat(runs).isGreaterThan(5);
        assertThat(End.of(result, store)).isEqualTo(uninterrupted(scenario));
    }

    private static void awaitCancelled(CancellationToken token) {
        while (!token.isCancelled()) {
            Thread.onSpinWait();
        }
    }
}
