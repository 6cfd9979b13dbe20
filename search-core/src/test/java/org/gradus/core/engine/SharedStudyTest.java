package org.gradus.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.budget.FullBudget;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.store.Claims;
import org.gradus.core.store.InMemoryStudyStore;
import org.gradus.core.store.StoreUnavailableException;
import org.gradus.core.store.StudyStore;
import org.gradus.core.study.SearchException;
import org.gradus.core.study.StudyId;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.testkit.CapturedLog;
import org.gradus.core.testkit.ScriptedTrainer;
import org.gradus.core.testkit.ToyPolicies;
import org.gradus.core.testkit.ToyStrategies;
import org.gradus.core.training.ForwardingTrainer;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainingException;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.training.TrainingSession;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialPurpose;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Several engines on one study, and a store that cannot always be reached. */
class SharedStudyTest {
    private static final int TRIALS = 24;
    private static final String GONE = "WARN the store cannot be reached";
    private static final String DISCARDED =
            "is discarded: it is in the store already, or another worker finished the trial first";

    private final CapturedLog warnings = CapturedLog.of(StoredSession.class);
    private final CapturedLog storeWarnings = CapturedLog.of(StoredChanges.class);
    private final CapturedLog testWarnings = CapturedLog.of(TestSplit.class);

    /** What a test provokes it has asserted and cleared. */
    @AfterEach
    void nothingElseIsLogged() {
        warnings.close();
        storeWarnings.close();
        testWarnings.close();
        assertThat(warnings.drain()).isEmpty();
        assertThat(storeWarnings.drain()).isEmpty();
        assertThat(testWarnings.drain()).isEmpty();
    }

    private static Search search(Trainer trainer, StudyStore store, BudgetPolicy policy) {
        return Search.of(trainer)
                .learningRate(1e-4, 1)
                .strategy(ToyStrategies.leaning())
                .policy(policy)
                .trials(TRIALS)
                .epochs(3)
                .finalists(2)
                .replicates(2)
                .seed(3)
                .store(store);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void workersShareAStudyAndTrainEveryTrialOnce(boolean holding) throws Exception {
        BudgetPolicy policy = holding ? ToyPolicies.epochByEpoch() : new FullBudget();
        StudyStore store = new InMemoryStudyStore();
        List<ScriptedTrainer> trainers =
                IntStream.range(0, 4).mapToObj(i -> new ScriptedTrainer()).toList();
        List<RunningSearch> running = new ArrayList<>();
        for (ScriptedTrainer trainer : trainers) {
            running.add(search(trainer, store, policy).parallelism(2).start());
        }
        List<StudyResult> results = running.stream().map(RunningSearch::await).toList();
        StudyResult first = results.get(0);
        assertThat(first.view().searched()).hasSize(TRIALS);
        assertThat(first.view().trials()).allMatch(Trial::ended);
        assertThat(first.view().trials(TrialPurpose.REPLICATE)).hasSize(4);
        assertThat(first.testReads()).isEqualTo(4);
        assertThat(results).allSatisfy(r -> assertThat(r.view()).isEqualTo(first.view()));
        List<TrialId> tested =
                trainers.stream().flatMap(t -> t.tested().stream()).toList();
        assertThat(tested).hasSize(4).doesNotHaveDuplicates();
        if (!holding) {
            assertThat(trainers.stream().flatMap(t -> t.opened().stream()).toList())
                    .doesNotHaveDuplicates();
        }
    }

    /** The round belongs to the study: which worker trains which trial, and which one is faster, does not matter. */
    @ParameterizedTest
    @CsvSource({"1,false", "2,false", "2,true", "3,true", "5,false", "5,true"})
    @Timeout(60)
    void workersThatShareRoundsEndAsOneWould(int round, boolean holding) {
        BudgetPolicy policy = holding ? ToyPolicies.epochByEpoch() : new FullBudget();
        StudyResult alone = search(new ScriptedTrainer(), new InMemoryStudyStore(), policy)
                .round(round)
                .run();
        StudyStore store = new InMemoryStudyStore();
        List<RunningSearch> running = IntStream.of(1, 2, 1)
                .mapToObj(places -> search(new ScriptedTrainer(), store, policy)
                        .round(round)
                        .parallelism(places)
                        .start())
                .toList();
        for (RunningSearch worker : running) {
            StudyResult result = worker.await();
            assertThat(Views.timeless(result.view())).isEqualTo(Views.timeless(alone.view()));
            assertThat(result.ranking().entries())
                    .extracting(e -> e.trial().id())
                    .isEqualTo(alone.ranking().entries().stream()
                            .map(e -> e.trial().id())
                            .toList());
        }
        assertThat(store.join(new StudyId("study"), Duration.ofSeconds(1)).elsewhere())
                .as("claims left")
                .isEmpty();
    }

    /** What a worker claims is what it trains, not what it may train later. */
    @Test
    @Timeout(60)
    void workerLeavesWhatItHasNoPlaceForToOthers() throws Exception {
        StudyStore store = new InMemoryStudyStore();
        CountDownLatch both = new CountDownLatch(2);
        List<ScriptedTrainer> trainers = Stream.generate(() -> new ScriptedTrainer((request, step, loss, cancel) -> {
                    if (request.plan().id().number() <= 2 && step == 1) {
                        both.countDown();
                        both.await();
                    }
                    return loss;
                }))
                .limit(2)
                .toList();
        List<RunningSearch> running = trainers.stream()
                .map(t -> search(t, store, new FullBudget()).round(2).start())
                .toList();
        both.await();
        running.forEach(RunningSearch::await);
        assertThat(trainers).allSatisfy(t -> assertThat(t.opened()).containsAnyOf(new TrialId(1), new TrialId(2)));
    }

    /** Each worker has the claim on a model whose test figures cannot be read, and awaits those of the other. */
    @Test
    @Timeout(60)
    void workersThatCannotReadTheTestSplitDoNotAwaitEachOther() {
        StudyStore store = new InMemoryStudyStore();
        CountDownLatch both = new CountDownLatch(2);
        Trainer trainer = new UntestableTrainer(new ScriptedTrainer((request, step, loss, cancel) -> {
            if (request.plan().purpose() == TrialPurpose.REPLICATE && step == 1) {
                both.countDown();
                both.await();
            }
            return loss;
        }));
        List<RunningSearch> running = Stream.of(trainer, trainer)
                .map(t -> search(t, store, new FullBudget()).start())
                .toList();
        for (RunningSearch worker : running) {
            StudyResult result = worker.await();
            assertThat(result.interrupted()).isFalse();
            assertThat(result.testReads()).isZero();
        }
        assertThat(testWarnings.drain())
                .isNotEmpty()
                .allMatch(message -> message.startsWith("WARN no test figures of trial ")
                        && message.contains("the test split is gone"));
    }

    /** Trains as another, but its models cannot be tested. */
    private static final class UntestableTrainer extends ForwardingTrainer {
        UntestableTrainer(Trainer trainer) {
            super(trainer);
        }

        @Override
        protected TrainingSession wrap(TrainingSession session, TrainingRequest request) {
            return new Session(session) {
                @Override
                public Evaluation test() throws TrainingException {
                    throw new TrainingException("the test split is gone");
                }
            };
        }
    }

    /** Everything but that was done by one whose claims stay until they end by themselves. */
    @Test
    void trialsOfAWorkerThatDiedAreTrainedByOthersOnceItsClaimsHaveEnded() throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
        InMemoryStudyStore store = new InMemoryStudyStore(now::get);
        CountDownLatch training = new CountDownLatch(2);
        ScriptedTrainer hanging = new ScriptedTrainer((request, step, loss, cancel) -> {
            training.countDown();
            while (!cancel.isCancelled()) {
                Thread.onSpinWait();
            }
            return loss;
        });
        StudyStore dying = new ForwardingStudyStore(store) {
            @Override
            public Claims join(StudyId id, Duration lease) {
                return new DeadClaims(super.join(id, lease));
            }
        };
        RunningSearch dead =
                search(hanging, dying, new FullBudget()).parallelism(2).start();
        training.await();
        dead.cancel();
        assertThat(dead.await().view().open()).hasSize(2);
        CountDownLatch alone = new CountDownLatch(TRIALS - 2);
        ScriptedTrainer trainer = new ScriptedTrainer((request, step, loss, cancel) -> {
            if (step == 30) {
                alone.countDown();
            }
            return loss;
        });
        RunningSearch living = search(trainer, store, new FullBudget()).start();
        alone.await();
        assertThat(trainer.opened()).doesNotContain(new TrialId(1), new TrialId(2));
        assertThat(living.isDone()).isFalse();
        now.set(Instant.EPOCH.plus(Duration.ofSeconds(21)));
        StudyResult result = living.await();
        assertThat(result.view().searched()).hasSize(TRIALS).allMatch(Trial::ended);
        assertThat(trainer.opened()).contains(new TrialId(1), new TrialId(2)).doesNotHaveDuplicates();
    }

    /** Claims that are neither released nor renewed. */
    private record DeadClaims(Claims inner) implements Claims {
        @Override
        public boolean isShared() {
            return true;
        }

        @Override
        public boolean claim(TrialId trial) {
            return inner.claim(trial);
        }

        @Override
        public void release(TrialId trial) {}

        @Override
        public Set<TrialId> elsewhere() {
            return inner.elsewhere();
        }

        @Override
        public void renew() {}

        @Override
        public void close() {}
    }

    /** A worker that was presumed dead and comes back too late: its report is not counted. */
    @Test
    void whatSomebodyElseWasToldOfAlreadyIsDropped() throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
        InMemoryStudyStore store = new InMemoryStudyStore(now::get);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch overtaken = new CountDownLatch(1);
        ScriptedTrainer slow = new ScriptedTrainer((request, step, loss, cancel) -> {
            begun.countDown();
            overtaken.await();
            return loss;
        });
        StudyStore dying = new ForwardingStudyStore(store) {
            @Override
            public Claims join(StudyId id, Duration lease) {
                return new DeadClaims(super.join(id, lease));
            }
        };
        RunningSearch late = search(slow, dying, new FullBudget()).start();
        begun.await();
        now.set(Instant.EPOCH.plus(Duration.ofSeconds(21)));
        StudyResult quick =
                search(new ScriptedTrainer(), store, new FullBudget()).run();
        overtaken.countDown();
        assertThat(late.await().view()).isEqualTo(quick.view());
        assertThat(warnings.drain()).containsExactly("WARN the report of trial 1 " + DISCARDED);
        assertThat(quick.view().trial(new TrialId(1)).curve().lastStep()).isEqualTo(30);
    }

    /** Before or after an append, and at every other question: whether an append was kept is then not known. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void storeThatComesAndGoesLosesNothing(long seed) {
        UnaryOperator<Search> rounds = s -> s.round(2).parallelism(2);
        StudyResult steady = rounds.apply(
                        search(new ScriptedTrainer(), new InMemoryStudyStore(), ToyPolicies.epochByEpoch()))
                .run();
        SplittableRandom random = new SplittableRandom(seed);
        StudyStore flaky = new ForwardingStudyStore(new InMemoryStudyStore()) {
            @Override
            public long append(StudyId id, long expectedVersion, List<TrialEvent> events) {
                boolean before = random.nextInt(10) == 0;
                boolean after = random.nextInt(10) == 0;
                if (before) {
                    throw gone();
                }
                long version = super.append(id, expectedVersion, events);
                if (after) {
                    throw gone();
                }
                return version;
            }
        };
        StudyResult result = rounds.apply(search(new ScriptedTrainer(), flaky, ToyPolicies.epochByEpoch()))
                .run();
        assertThat(Views.timeless(result.view())).isEqualTo(Views.timeless(steady.view()));
        assertThat(storeWarnings.drain()).isNotEmpty().containsOnly(GONE);
        assertThat(warnings.drain()).allMatch(message -> message.endsWith(DISCARDED));
    }

    private static SearchException gone() {
        return new StoreUnavailableException("the store cannot be reached", new IllegalStateException("no route"));
    }
}
