package org.gradus.core.execution.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.util.concurrent.Uninterruptibles;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.curve.LearningCurve;
import org.gradus.core.execution.ModelStorage;
import org.gradus.core.execution.TestReport;
import org.gradus.core.execution.TrialExecutor;
import org.gradus.core.execution.WorkOrder;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.testkit.Orders;
import org.gradus.core.testkit.ScriptedTrainer;
import org.gradus.core.testkit.TrainerRuns;
import org.gradus.core.testkit.TrialExecutorContract;
import org.gradus.core.training.CancellationToken;
import org.gradus.core.training.CheckpointStore;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainerDescriptor;
import org.gradus.core.training.TrainingException;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.training.TrainingSession;
import org.gradus.core.trial.Capability;
import org.gradus.core.trial.CheckpointRef;
import org.gradus.core.trial.Segment;
import org.gradus.core.trial.SegmentEnd;
import org.gradus.core.trial.SegmentReport;
import org.gradus.core.trial.Sweep;
import org.gradus.core.trial.TrialId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalExecutorTest implements TrialExecutorContract {
    private static final CheckpointRef CHECKPOINT = new CheckpointRef("ab".repeat(32), Long.BYTES);

    @Override
    public TrialExecutor newExecutor(Trainer trainer, int capacity) {
        return new LocalExecutor(trainer, capacity, ModelStorage.inMemory(), 50);
    }

    /** Opens when it is told to; an interrupt ends the wait. */
    private record SlowlyOpenedTrainer(
            boolean opensInterruptibly, CountDownLatch begun, CountDownLatch mayOpen, Trainer opened)
            implements Trainer {
        @Override
        public TrainerDescriptor descriptor() {
            return opened.descriptor();
        }

        @Override
        public long stepsPerEpoch(Configuration configuration) {
            return opened.stepsPerEpoch(configuration);
        }

        @Override
        public TrainingSession open(TrainingRequest request) throws TrainingException {
            begun.countDown();
            try {
                mayOpen.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new TrainingException("interrupted", e);
            }
            return opened.open(request);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void cancelledOrderThatIsStillOpeningIsInterruptedWhereTheTrainerAllowsIt(boolean interruptible) throws Exception {
        SlowlyOpenedTrainer trainer = new SlowlyOpenedTrainer(
                interruptible, new CountDownLatch(1), new CountDownLatch(1), new ScriptedTrainer());
        Orders.Reports reports = new Orders.Reports();
        try (TrialExecutor executor = new LocalExecutor(trainer, 1)) {
            WorkOrder order = Orders.order(1);
            executor.submit(order, reports);
            trainer.begun().await();
            executor.cancel(order.trial(), "no longer wanted");
            if (!interruptible) {
                trainer.mayOpen().countDown();
            }
            Segment cancelled = reports.next().segment();
            assertThat(cancelled.end()).isEqualTo(SegmentEnd.CANCELLED);
            assertThat(cancelled.reason()).isEqualTo("no longer wanted");
            trainer.mayOpen().countDown();
            executor.submit(order, reports);
            assertThat(reports.next().segment().end())
                    .as("nothing of the interrupt is left")
                    .isEqualTo(SegmentEnd.REACHED);
        }
    }

    /** A store with one checkpoint: the step 10. */
    private record OneCheckpoint() implements CheckpointStore {
        @Override
        public CheckpointRef put(byte[] bytes) {
            throw new UnsupportedOperationException("nothing is stored in this test");
        }

        @Override
        public byte[] get(CheckpointRef reference) {
            return ByteBuffer.allocate(Long.BYTES).putLong(10).array();
        }

        @Override
        public void delete(CheckpointRef reference) {
            throw new UnsupportedOperationException("nothing is deleted in this test");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void parallelismIsAtLeastOne(int threads) {
        ScriptedTrainer trainer = new ScriptedTrainer();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LocalExecutor(trainer, threads))
                .withMessage("parallelism must be at least 1, but was " + threads);
    }

    @Test
    void modelThatIsGoneIsResumedFromItsCheckpoint() throws Exception {
        ScriptedTrainer trainer = new ScriptedTrainer();
        Orders.Reports reports = new Orders.Reports();
        try (LocalExecutor executor =
                new LocalExecutor(trainer, 1, new ModelStorage(9, Optional.of(new OneCheckpoint()), false))) {
            WorkOrder order = new WorkOrder(
                    Orders.order(1).request(), Orders.curve(10), 20, Optional.of(CHECKPOINT), Optional.empty());
            executor.submit(order, reports);
            SegmentReport report = reports.next();
            assertThat(report.segment().end()).isEqualTo(SegmentEnd.REACHED);
            assertThat(report.segment().points())
                    .extracting(p -> p.step())
                    .first()
                    .isEqualTo(11L);
        }
        assertThat(trainer.resumed()).containsExactly(new TrialId(1));
        assertThat(trainer.opened()).isEmpty();
    }

    @Test
    void laterSegmentThatTakesTooLongSaysWhatWasLeftOfTheLimit() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        ScriptedTrainer trainer = new ScriptedTrainer((request, step, loss, cancel) -> {
            if (step == 12) {
                never.await();
            }
            return loss;
        });
        Orders.Reports reports = new Orders.Reports();
        try (TrialExecutor executor = newExecutor(trainer, 1)) {
            executor.submit(Orders.order(1, 0, 10), reports);
            reports.next();
            WorkOrder later = new WorkOrder(
                    Orders.order(1).request(),
                    Orders.curve(10),
                    30,
                    Optional.empty(),
                    Optional.of(Duration.ofMillis(30)));
            executor.submit(later, reports);
            assertThat(reports.next().segment().reason())
                    .isEqualTo("the trial took longer than its limit; 0.03 s were left at step 10");
        }
    }

    /** The script's losses are of the model after the step; the batch of step n has the loss after step n − 1. */
    @Test
    void sweepEndsWhereItHasSeenEnough() throws Exception {
        ScriptedTrainer trainer = new ScriptedTrainer((request, step, loss, cancel) -> step < 10 ? loss : 4);
        Orders.Reports reports = new Orders.Reports();
        Sweep sweep = new Sweep(1e-3, 0.1, 30);
        try (TrialExecutor executor = newExecutor(trainer, 1)) {
            executor.submit(
                    new WorkOrder(
                            TrainerRuns.sweep(trainer, Configuration.of(new LearningRate(0.1)), sweep),
                            LearningCurve.empty(),
                            30,
                            Optional.empty(),
                            Optional.empty()),
                    reports);
            SegmentReport report = reports.next();
            assertThat(report.segment().end()).isEqualTo(SegmentEnd.DIVERGED);
            assertThat(report.segment().reason())
                    .startsWith("the loss 4 and the two before it are far above the best, ");
            assertThat(report.segment().points())
                    .extracting(p -> p.step())
                    .last()
                    .isEqualTo(13L);
        }
    }

    @Test
    void orderKnowsWhereItBeginsAndEnds() {
        for (long[] bad : new long[][] {{20, 10}, {0, 31}}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Orders.order(1, bad[0], bad[1]))
                    .withMessage("an order must have from <= until <= 30, but was " + bad[0] + " to " + bad[1]);
        }
    }

    @Test
    void trainingThatInterruptsItsThreadGroupDoesNotReachThoseWhoAwaitIt() throws Exception {
        ScriptedTrainer trainer = new ScriptedTrainer((request, step, loss, cancel) -> {
            if (step == 2) {
                Thread.currentThread().getThreadGroup().interrupt();
            }
            return loss;
        });
        Orders.Reports reports = new Orders.Reports();
        try (TrialExecutor executor = newExecutor(trainer, 1)) {
            executor.submit(Orders.order(1), reports);
            assertThat(reports.next().trial()).isEqualTo(new TrialId(1));
        }
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    /** Freeing a model under a thread that uses it is what crashes a JVM where the model lies outside the heap. */
    @Test
    void modelWhoseTestSplitIsBeingReadIsFreedByThatThreadAlone() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch read = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        TestedTrainer trainer = new TestedTrainer(
                () -> {
                    reading.countDown();
                    Uninterruptibles.awaitUninterruptibly(read);
                },
                closed::countDown);
        BlockingQueue<TestReport> answers = new LinkedBlockingQueue<>();
        LocalExecutor executor = new LocalExecutor(trainer, 1, ModelStorage.inMemory(), 50);
        executor.test(
                new WorkOrder(Orders.order(1).request(), LearningCurve.empty(), 0, Optional.empty(), Optional.empty()),
                answers::add);
        reading.await();
        executor.release(new TrialId(1));
        executor.close();
        assertThat(closed.getCount()).as("not closed by others").isOne();
        read.countDown();
        assertThat(answers.take().evaluation()).isPresent();
        closed.await();
    }

    /** Says when the test split is read and when the model is freed. */
    private record TestedTrainer(Runnable onTest, Runnable onClose) implements Trainer {
        @Override
        public TrainerDescriptor descriptor() {
            return new TrainerDescriptor("tested", "tested 1", Set.of(), Set.of(Capability.TEST), Map.of());
        }

        @Override
        public long stepsPerEpoch(Configuration configuration) {
            return 10;
        }

        @Override
        public TrainingSession open(TrainingRequest request) {
            return new TrainingSession() {
                @Override
                public long step() {
                    return 0;
                }

                @Override
                public Segment advanceTo(long untilStep, CancellationToken cancel) {
                    throw new UnsupportedOperationException("nothing is trained in this test");
                }

                @Override
                public Evaluation test() {
                    onTest.run();
                    return Evaluation.ofLoss(1);
                }

                @Override
                public void close() {
                    onClose.run();
                }
            };
        }
    }
}
