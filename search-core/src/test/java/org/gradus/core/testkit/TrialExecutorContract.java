package org.gradus.core.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.google.common.util.concurrent.Uninterruptibles;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.execution.TestReport;
import org.gradus.core.execution.TrialExecutor;
import org.gradus.core.execution.WorkOrder;
import org.gradus.core.testkit.Orders.Reports;
import org.gradus.core.testkit.ScriptedTrainer.Script;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainingException;
import org.gradus.core.trial.SegmentEnd;
import org.gradus.core.trial.SegmentReport;
import org.gradus.core.trial.TrialId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The contract of every executor: each order is answered exactly once, no matter what its trainer does. A test class of an
 * executor implements this interface and its factory. Time limits in these tests are short but never asserted.
 */
public interface TrialExecutorContract {
    /** An executor with that number of places that waits only briefly for a trainer that ignores an interrupt. */
    TrialExecutor newExecutor(Trainer trainer, int capacity);

    /** Trials that throw, each in its own way, and what their report must say. */
    record Thrower(String name, Script script, String words) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Thrower> throwers() {
        return Stream.of(
                new Thrower("exception", failing(2, new TrainingException("the data are gone")), "the data are gone"),
                new Thrower("without a message", failing(2, new TrainingException((String) null)), "TrainingException"),
                new Thrower("runtime exception", failing(1, new IllegalStateException("odd")), "odd"),
                new Thrower(
                        "with a cause", failing(1, new RuntimeException(new IllegalStateException("root"))), "root"),
                new Thrower("error", failing(25, new AssertionError("broken")), "broken"),
                new Thrower("stack overflow", failing(3, new StackOverflowError()), "StackOverflowError"),
                new Thrower("out of memory", failing(3, new OutOfMemoryError("Java heap")), "ran out of memory"),
                new Thrower("causes in a circle", failing(2, BrokenExceptions.circular()), "the one"),
                new Thrower("message that throws", failing(2, new BrokenExceptions.Unreadable()), "Unreadable"),
                new Thrower("cause that throws", failing(2, new BrokenExceptions.Rootless()), "rootless"),
                new Thrower("blank message", failing(2, new TrainingException(" ")), "TrainingException"),
                new Thrower("interrupt of its own", failing(2, new InterruptedException()), "was interrupted"),
                new Thrower("missing class", failing(1, new NoClassDefFoundError("org/nd4j/X")), "org/nd4j/X"));
    }

    /** Throws before a step of trial 1. */
    private static Script failing(long atStep, Throwable throwable) {
        return (request, step, loss, cancel) -> {
            if (request.plan().id().number() == 1 && step == atStep) {
                throwUnchecked(throwable);
            }
            return loss;
        };
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void throwUnchecked(Throwable throwable) throws T {
        throw (T) throwable;
    }

    private static SegmentReport run(TrialExecutor executor, WorkOrder order) throws InterruptedException {
        Reports reports = new Reports();
        executor.submit(order, reports);
        return reports.next();
    }

    private static void assertStillWorks(TrialExecutor executor) throws InterruptedException {
        for (int trial = 100; trial < 100 + 2 * executor.capacity(); trial++) {
            assertThat(run(executor, Orders.order(trial)).segment().end()).isEqualTo(SegmentEnd.REACHED);
        }
    }

    @Test
    default void everyOrderIsAnsweredOnceWithItsPoints() throws Exception {
        Reports reports = new Reports();
        List<CurvePoint> expected =
                TrainerRuns.train(new ScriptedTrainer(), Orders.order(1).request());
        try (TrialExecutor executor = newExecutor(new ScriptedTrainer(), 3)) {
            assertThat(executor.capacity())
                    .as("The capacity is that of the factory")
                    .isEqualTo(3);
            for (int trial = 1; trial <= 40; trial++) {
                executor.submit(Orders.order(trial), reports);
            }
            List<SegmentReport> all = reports.next(40);
            assertThat(all)
                    .extracting(r -> r.trial().number())
                    .as("Every order is answered")
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.rangeClosed(1, 40).boxed().toList());
            assertThat(all).allSatisfy(report -> {
                assertThat(report.segment().end())
                        .as("A training that ends well is answered as REACHED")
                        .isEqualTo(SegmentEnd.REACHED);
                assertThat(report.segment().points())
                        .as("A report has the points of its training")
                        .isEqualTo(expected);
                assertThat(report.segment().reason())
                        .as("A training that ends well needs no reason")
                        .isEmpty();
                assertThat(report.worker()).as("A report names its worker").isNotBlank();
                assertThat(report.elapsedMillis())
                        .as("A report knows how long it took")
                        .isNotNegative();
            });
        }
        assertThat(reports.isEmpty()).as("No order is answered twice").isTrue();
    }

    @Test
    default void notMoreRunAtOnceThanThereArePlaces() throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch full = new CountDownLatch(2);
        Script meeting = (request, step, loss, cancel) -> {
            if (step == 1) {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                full.countDown();
                full.await();
            }
            if (step == Orders.TOTAL_STEPS) {
                running.decrementAndGet();
            }
            return loss;
        };
        Reports reports = new Reports();
        try (TrialExecutor executor = newExecutor(new ScriptedTrainer(meeting), 2)) {
            for (int trial = 1; trial <= 10; trial++) {
                executor.submit(Orders.order(trial), reports);
            }
            assertThat(reports.next(10))
                    .as("Every order is answered")
                    .allMatch(r -> r.segment().end() == SegmentEnd.REACHED);
        }
        assertThat(most)
                .as("At most capacity() trainings run at once, and as many if there are orders")
                .hasValue(2);
    }

    @ParameterizedTest
    @MethodSource("throwers")
    default void whateverIsThrownFailsItsTrialAlone(Thrower thrower) throws Exception {
        ScriptedTrainer trainer = new ScriptedTrainer(thrower.script());
        try (TrialExecutor executor = newExecutor(trainer, 2)) {
            SegmentReport report = run(executor, Orders.order(1));
            assertThat(report.segment().end())
                    .as("Anything that a trainer throws fails its trial")
                    .isEqualTo(SegmentEnd.FAILED);
            assertThat(report.segment().reason())
                    .as("The reason of a failure says what was thrown")
                    .contains(thrower.words());
            assertThat(report.stackTrace()).as("A failure has its stack trace").contains("\n\tat ");
            assertStillWorks(executor);
        }
        assertThat(trainer.closed())
                .as("The session of a failed trial is closed")
                .contains(new TrialId(1));
    }

    @Test
    default void modelThatCannotBeMadeFailsItsTrial() throws Exception {
        try (TrialExecutor executor = newExecutor(new UnopenableTrainer(), 1)) {
            SegmentReport report = run(executor, Orders.order(1));
            assertThat(report.segment().end())
                    .as("A model that cannot be made fails its trial")
                    .isEqualTo(SegmentEnd.FAILED);
            assertThat(report.segment().reason())
                    .as("The reason of a failure says what was thrown")
                    .contains("no such layer");
        }
    }

    @Test
    default void lossThatIsNoNumberIsDivergence() throws Exception {
        Script nan = (request, step, loss, cancel) -> step == 7 ? Double.NaN : loss;
        try (TrialExecutor executor = newExecutor(new ScriptedTrainer(nan), 1)) {
            SegmentReport report = run(executor, Orders.order(1));
            assertThat(report.segment().end())
                    .as("A loss that is not a number is a divergence")
                    .isEqualTo(SegmentEnd.DIVERGED);
            assertThat(report.segment().reason()).contains("NaN at step 7");
            assertThat(report.segment().points()).hasSize(8);
            assertThat(report.segment().points().get(7).batchLoss()).isNaN();
        }
    }

    /** The untrained loss is ½; three points in a row above three times that, the last of them an evaluation. */
    @Test
    default void trainingBeyondHopeEndsWithItsEpoch() throws Exception {
        Script clipped = (request, step, loss, cancel) -> 20;
        try (TrialExecutor executor = newExecutor(new ScriptedTrainer(clipped), 1)) {
            SegmentReport report = run(executor, Orders.order(1));
            assertThat(report.segment().end())
                    .as("A loss far above the untrained one is a divergence at the end of the epoch")
                    .isEqualTo(SegmentEnd.DIVERGED);
            assertThat(report.segment().reason()).contains("over 3 times the untrained 0.5");
            assertThat(report.segment()
                            .points()
                            .get(report.segment().points().size() - 1)
                            .step())
                    .isEqualTo(Orders.STEPS_PER_EPOCH);
        }
    }

    @Test
    default void trainerThatHeedsTheInterruptEndsWithItsTime() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        Script hanging = (request, step, loss, cancel) -> {
            if (request.plan().id().number() == 1 && step == 15) {
                never.await();
            }
            return loss;
        };
        ScriptedTrainer trainer = new ScriptedTrainer(hanging);
        try (TrialExecutor executor = newExecutor(trainer, 1)) {
            SegmentReport report = run(executor, Orders.limited(1, Duration.ofMillis(20)));
            assertThat(report.segment().end())
                    .as("A trial that takes longer than its limit fails")
                    .isEqualTo(SegmentEnd.FAILED);
            assertThat(report.segment().reason()).isEqualTo("the trial took longer than its limit of 0.02 s");
            assertStillWorks(executor);
        }
        assertThat(trainer.closed()).contains(new TrialId(1));
    }

    @Test
    default void trainerThatHeedsNothingIsGivenUpAndItsModelLeftAlone() throws Exception {
        CountDownLatch later = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        Script deaf = (request, step, loss, cancel) -> {
            if (request.plan().id().number() == 1 && step == 15) {
                Uninterruptibles.awaitUninterruptibly(later);
                gone.countDown();
            }
            return loss;
        };
        ScriptedTrainer trainer = new ScriptedTrainer(deaf);
        Reports reports = new Reports();
        try (TrialExecutor executor = newExecutor(trainer, 1)) {
            executor.submit(Orders.limited(1, Duration.ofMillis(20)), reports);
            SegmentReport report = reports.next();
            assertThat(report.segment().end())
                    .as("A trial that ignores its interrupt fails")
                    .isEqualTo(SegmentEnd.FAILED);
            assertThat(report.segment().reason())
                    .contains("longer than its limit of 0.02 s", "ignored the interrupt", "abandoned");
            assertStillWorks(executor);
            executor.release(new TrialId(1));
            assertThat(trainer.closed())
                    .as("A session that an abandoned thread may still use is not closed")
                    .doesNotContain(new TrialId(1));
        } finally {
            assertThat(trainer.closed())
                    .as("A session that an abandoned thread may still use is not closed")
                    .doesNotContain(new TrialId(1));
            later.countDown();
        }
        gone.await();
        assertThat(reports.isEmpty()).as("No order is answered twice").isTrue();
    }

    @Test
    default void trainerThatDoesNotMoveFails() throws Exception {
        try (TrialExecutor executor = newExecutor(new StandingTrainer(), 1)) {
            SegmentReport report = run(executor, Orders.order(1));
            assertThat(report.segment().end()).isEqualTo(SegmentEnd.FAILED);
            assertThat(report.segment().reason()).contains("stands at step 0");
        }
    }

    @Test
    default void cancelIsSeenBeforeTheNextStep() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        Script waiting = (request, step, loss, cancel) -> {
            if (step == 15) {
                reached.countDown();
                cancelled.await();
            }
            return loss;
        };
        Reports reports = new Reports();
        try (TrialExecutor executor = newExecutor(new ScriptedTrainer(waiting), 1)) {
            executor.submit(Orders.order(1), reports);
            reached.await();
            executor.cancel(new TrialId(1), "enough");
            cancelled.countDown();
            SegmentReport report = reports.next();
            assertThat(report.segment().end())
                    .as("A cancelled order is answered as CANCELLED")
                    .isEqualTo(SegmentEnd.CANCELLED);
            assertThat(report.segment().reason())
                    .as("The reason is that of the cancellation")
                    .isEqualTo("enough");
            assertThat(report.segment()
                            .points()
                            .get(report.segment().points().size() - 1)
                            .step())
                    .as("No step is made after the cancellation")
                    .isEqualTo(15);
            executor.cancel(new TrialId(1), "nobody runs any more");
            executor.cancel(new TrialId(77), "nobody knows it");
        }
        assertThat(reports.isEmpty()).as("No order is answered twice").isTrue();
    }

    @Test
    default void orderCancelledBeforeItsTurnIsAnsweredToo() throws Exception {
        Semaphore go = new Semaphore(0);
        CountDownLatch running = new CountDownLatch(1);
        Script waiting = (request, step, loss, cancel) -> {
            if (step == 1) {
                running.countDown();
                go.acquire();
            }
            return loss;
        };
        Reports reports = new Reports();
        try (TrialExecutor executor = newExecutor(new ScriptedTrainer(waiting), 1)) {
            executor.submit(Orders.order(1), reports);
            running.await();
            executor.submit(Orders.order(2), reports);
            executor.cancel(new TrialId(2), "not needed");
            go.release(2);
            assertThat(reports.next().trial()).isEqualTo(new TrialId(1));
            SegmentReport second = reports.next();
            assertThat(second.segment().end()).isEqualTo(SegmentEnd.CANCELLED);
            assertThat(second.segment().points()).isEmpty();
        }
    }

    @Test
    default void modelIsKeptBetweenSegments() throws Exception {
        ScriptedTrainer trainer = new ScriptedTrainer();
        List<CurvePoint> whole =
                TrainerRuns.train(new ScriptedTrainer(), Orders.order(1).request());
        try (TrialExecutor executor = newExecutor(trainer, 2)) {
            assertThat(run(executor, Orders.order(1, 0, 10)).segment().points())
                    .as("The first segment begins with step 0")
                    .isEqualTo(whole.subList(0, 11));
            assertThat(run(executor, Orders.order(1, 10, 15)).segment().points())
                    .as("A later segment goes on where the last one ended")
                    .isEqualTo(whole.subList(11, 16));
            assertThat(run(executor, Orders.order(1, 15, 30)).segment().points())
                    .as("A later segment goes on where the last one ended")
                    .isEqualTo(whole.subList(16, 31));
            assertThat(trainer.opened())
                    .as("A model is made once for all segments of its trial")
                    .containsExactly(new TrialId(1));
            assertThat(trainer.closed())
                    .as("A model that may be continued is not closed")
                    .isEmpty();
            executor.release(new TrialId(1));
            assertThat(trainer.closed()).as("A released model is closed").containsExactly(new TrialId(1));
            executor.release(new TrialId(1));
        }
        assertThat(trainer.closed()).as("A released model is closed once").containsExactly(new TrialId(1));
    }

    @Test
    default void modelThatIsGoneIsTrainedAgain() throws Exception {
        ScriptedTrainer trainer = new ScriptedTrainer();
        List<CurvePoint> whole =
                TrainerRuns.train(new ScriptedTrainer(), Orders.order(1).request());
        try (TrialExecutor executor = newExecutor(trainer, 1)) {
            run(executor, Orders.order(1, 0, 10));
            executor.release(new TrialId(1));
            assertThat(run(executor, Orders.order(1, 10, 20)).segment().points())
                    .isEqualTo(whole.subList(11, 21));
            assertThat(trainer.opened()).containsExactly(new TrialId(1), new TrialId(1));
            assertThat(run(executor, Orders.order(2, 25, 30)).segment().points())
                    .isEqualTo(whole.subList(26, 31));
        }
    }

    @Test
    default void modelThatDivergesWhereItDidNotBeforeFailsItsTrial() throws Exception {
        AtomicInteger trainings = new AtomicInteger();
        Script fickle =
                (request, step, loss, cancel) -> step == 5 && trainings.incrementAndGet() == 2 ? Double.NaN : loss;
        try (TrialExecutor executor = newExecutor(new ScriptedTrainer(fickle), 1)) {
            run(executor, Orders.order(1, 0, 10));
            executor.release(new TrialId(1));
            SegmentReport report = run(executor, Orders.order(1, 10, 20));
            assertThat(report.segment().end()).isEqualTo(SegmentEnd.FAILED);
            assertThat(report.segment().reason()).contains("diverged when it was trained again until step 10");
        }
    }

    @Test
    default void testSplitIsReadWithTheModelAsItStands() throws Exception {
        ScriptedTrainer trainer = new ScriptedTrainer();
        LinkedBlockingQueue<TestReport> answers = new LinkedBlockingQueue<>();
        try (TrialExecutor executor = newExecutor(trainer, 1)) {
            SegmentReport report = run(executor, Orders.order(1));
            executor.test(Orders.order(1, 30, 30), answers::add);
            TestReport kept = answers.take();
            assertThat(kept.trial()).isEqualTo(new TrialId(1));
            assertThat(kept.evaluation())
                    .isEqualTo(report.segment()
                            .points()
                            .get(report.segment().points().size() - 1)
                            .validation());
            executor.release(new TrialId(1));
            executor.test(Orders.order(1, 30, 30), answers::add);
            assertThat(answers.take()).isEqualTo(kept);
            assertThat(trainer.opened()).hasSize(2);
        }
    }

    @Test
    default void testThatThrowsIsAnsweredWithItsProblem() throws Exception {
        ScriptedTrainer untestable = new ScriptedTrainer((request, step, loss, cancel) -> loss, java.util.Set.of());
        LinkedBlockingQueue<TestReport> answers = new LinkedBlockingQueue<>();
        try (TrialExecutor executor = newExecutor(untestable, 1)) {
            run(executor, Orders.order(1));
            executor.test(Orders.order(1, 30, 30), answers::add);
            TestReport answer = answers.take();
            assertThat(answer.evaluation()).isEmpty();
            assertThat(answer.problem()).contains("no test split");
            assertStillWorks(executor);
        }
    }

    @Test
    default void sameTrialTwiceAtOnceIsRefused() throws Exception {
        Semaphore go = new Semaphore(0);
        Script waiting = (request, step, loss, cancel) -> {
            if (step == 1) {
                go.acquire();
            }
            return loss;
        };
        Reports reports = new Reports();
        WorkOrder order = Orders.order(1);
        try (TrialExecutor executor = newExecutor(new ScriptedTrainer(waiting), 2)) {
            executor.submit(order, reports);
            assertThatIllegalStateException()
                    .isThrownBy(() -> executor.submit(order, reports))
                    .withMessage("trial 1 is in training already");
            go.release();
            assertThat(reports.next().segment().end()).isEqualTo(SegmentEnd.REACHED);
        }
    }

    @Test
    default void closingAnswersWhatRunsAndWhatWaitsAndFreesTheModels() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch running = new CountDownLatch(1);
        Script hanging = (request, step, loss, cancel) -> {
            if (request.plan().id().number() == 2 && step == 5) {
                running.countDown();
                never.await();
            }
            return loss;
        };
        ScriptedTrainer trainer = new ScriptedTrainer(hanging);
        Reports reports = new Reports();
        TrialExecutor executor = newExecutor(trainer, 1);
        assertThat(run(executor, Orders.order(1, 0, 10)).segment().end()).isEqualTo(SegmentEnd.REACHED);
        executor.submit(Orders.order(2), reports);
        running.await();
        executor.submit(Orders.order(3), reports);
        executor.close();
        List<SegmentReport> both = reports.next(2);
        assertThat(both)
                .extracting(r -> r.segment().end())
                .as("Orders that run or wait are answered as CANCELLED when the executor closes")
                .containsOnly(SegmentEnd.CANCELLED);
        assertThat(both)
                .extracting(r -> r.trial().number())
                .as("Every order is answered when the executor closes")
                .containsExactlyInAnyOrder(2, 3);
        assertThat(trainer.closed()).as("Models are closed with the executor").contains(new TrialId(1));
        WorkOrder late = Orders.order(4);
        assertThatIllegalStateException()
                .as("A closed executor refuses orders")
                .isThrownBy(() -> executor.submit(late, reports))
                .withMessageContaining("closed");
    }
}
