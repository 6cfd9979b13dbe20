package org.gradus.core.execution.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.execution.FileCheckpointStore;
import org.gradus.core.execution.ModelStorage;
import org.gradus.core.execution.TestReport;
import org.gradus.core.execution.TrialExecutor;
import org.gradus.core.execution.WorkOrder;
import org.gradus.core.study.SearchException;
import org.gradus.core.testkit.CapturedLog;
import org.gradus.core.testkit.Orders;
import org.gradus.core.testkit.ScriptedTrainer;
import org.gradus.core.testkit.TrainerRuns;
import org.gradus.core.testkit.TrialExecutorContract;
import org.gradus.core.training.CheckpointStore;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainingException;
import org.gradus.core.trial.Capability;
import org.gradus.core.trial.CheckpointRef;
import org.gradus.core.trial.SegmentEnd;
import org.gradus.core.trial.SegmentReport;
import org.gradus.core.trial.TrialId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An executor that holds few sessions in memory is an executor like any other. */
class HeldSessionsTest implements TrialExecutorContract {
    @TempDir
    Path directory;

    private final ScriptedTrainer trainer = new ScriptedTrainer();
    private final CapturedLog log = CapturedLog.of(HeldSessions.class);

    /** What a test provokes it has asserted and cleared. */
    @AfterEach
    void nothingElseIsLogged() {
        log.close();
        assertThat(log.drain()).isEmpty();
    }

    @Override
    public TrialExecutor newExecutor(Trainer trained, int capacity) {
        return new LocalExecutor(trained, capacity, new ModelStorage(1, Optional.of(store()), false), 50);
    }

    private static ModelStorage beyond(int heldInMemory, CheckpointStore store) {
        return new ModelStorage(heldInMemory, Optional.of(store), false);
    }

    private CheckpointStore store() {
        return FileCheckpointStore.in(directory);
    }

    private LocalExecutor holding(int sessions) {
        return new LocalExecutor(trainer, 1, beyond(sessions, store()));
    }

    private long files() throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.count();
        }
    }

    private static SegmentReport run(TrialExecutor executor, WorkOrder order) throws InterruptedException {
        Orders.Reports reports = new Orders.Reports();
        executor.submit(order, reports);
        return reports.next();
    }

    private static List<TrialId> ids(int... numbers) {
        return java.util.Arrays.stream(numbers).mapToObj(TrialId::new).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 100})
    void curvesAreThoseOfSessionsThatStayInMemory(int held) throws Exception {
        List<CurvePoint> whole =
                TrainerRuns.train(new ScriptedTrainer(), Orders.order(1).request());
        Map<Integer, List<CurvePoint>> curves = new HashMap<>();
        try (LocalExecutor executor = holding(held)) {
            for (int from = 0; from < Orders.TOTAL_STEPS; from += 5) {
                for (int trial = 1; trial <= 4; trial++) {
                    SegmentReport report = run(executor, Orders.order(trial, from, from + 5));
                    assertThat(report.segment().end()).isEqualTo(SegmentEnd.REACHED);
                    curves.computeIfAbsent(trial, t -> new ArrayList<>())
                            .addAll(report.segment().points());
                }
            }
            assertThat(trainer.opened()).isEqualTo(ids(1, 2, 3, 4));
            assertThat(trainer.resumed()).hasSize(held >= 4 ? 0 : 4 * 5);
        }
        assertThat(curves.values()).hasSize(4).allMatch(whole::equals);
        assertThat(files()).isZero();
    }

    @Test
    void sessionUsedLongestAgoIsSavedAndClosed() throws Exception {
        try (LocalExecutor executor = holding(2)) {
            run(executor, Orders.order(1, 0, 10));
            run(executor, Orders.order(2, 0, 10));
            run(executor, Orders.order(1, 10, 12));
            assertThat(trainer.closed()).isEmpty();
            assertThat(files()).isZero();
            run(executor, Orders.order(3, 0, 11));
            assertThat(trainer.closed()).isEqualTo(ids(2));
            assertThat(files()).isOne();
            run(executor, Orders.order(3, 11, 13));
            assertThat(trainer.closed()).isEqualTo(ids(2));
        }
    }

    @Test
    void releasingDeletesTheCheckpoint() throws Exception {
        try (LocalExecutor executor = holding(0)) {
            run(executor, Orders.order(1, 0, 10));
            run(executor, Orders.order(2, 0, 12));
            assertThat(files()).isEqualTo(2);
            executor.release(new TrialId(1));
            assertThat(files()).isOne();
            executor.release(new TrialId(1));
            executor.release(new TrialId(3));
            assertThat(files()).isOne();
        }
        assertThat(files()).isZero();
    }

    /** The scripted trainer's checkpoint is its step: trials at one step share one. */
    @Test
    void checkpointIsKeptAsLongAsAnyTrialNeedsIt() throws Exception {
        try (LocalExecutor executor = holding(0)) {
            run(executor, Orders.order(1, 0, 10));
            run(executor, Orders.order(2, 0, 10));
            assertThat(files()).isOne();
            executor.release(new TrialId(1));
            assertThat(files()).isOne();
            run(executor, Orders.order(2, 10, 20));
            assertThat(trainer.resumed()).isEqualTo(ids(2));
        }
    }

    /** Three points in a row above three times the untrained ½, the first drawn before the session was saved. */
    @Test
    void divergenceIsSeenAcrossACheckpoint() throws Exception {
        ScriptedTrainer clipped = new ScriptedTrainer((request, step, loss, cancel) -> step >= 5 ? 20 : loss);
        for (int held : new int[] {9, 0}) {
            try (LocalExecutor executor = new LocalExecutor(clipped, 1, beyond(held, store()))) {
                assertThat(run(executor, Orders.order(1, 0, 7)).segment().end()).isEqualTo(SegmentEnd.REACHED);
                SegmentReport report = run(executor, Orders.order(1, 7, 30));
                assertThat(report.segment().end()).isEqualTo(SegmentEnd.DIVERGED);
                assertThat(report.segment().reason()).contains("over 3 times the untrained 0.5");
            }
        }
    }

    @Test
    void testSplitIsReadWithASavedModel() throws Exception {
        LinkedBlockingQueue<TestReport> answers = new LinkedBlockingQueue<>();
        try (LocalExecutor executor = holding(0)) {
            SegmentReport report = run(executor, Orders.order(1));
            executor.test(Orders.order(1, 30, 30), answers::add);
            assertThat(answers.take().evaluation())
                    .isEqualTo(report.segment()
                            .points()
                            .get(report.segment().points().size() - 1)
                            .validation());
            assertThat(trainer.resumed()).isEqualTo(ids(1));
        }
        assertThat(files()).isZero();
    }

    @Test
    void sessionWhoseCheckpointIsGoneIsTrainedAgain() throws Exception {
        List<CurvePoint> whole =
                TrainerRuns.train(new ScriptedTrainer(), Orders.order(1).request());
        try (LocalExecutor executor = holding(0)) {
            run(executor, Orders.order(1, 0, 10));
            try (Stream<Path> files = Files.list(directory)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            assertThat(run(executor, Orders.order(1, 10, 20)).segment().points())
                    .isEqualTo(whole.subList(11, 21));
            assertThat(trainer.opened()).isEqualTo(ids(1, 1));
            assertThat(log.drain())
                    .singleElement()
                    .asString()
                    .startsWith("WARN trial 1 is trained again until step 10: the checkpoint ");
        }
    }

    /** A disk on which there is no room. */
    private record FullStore() implements CheckpointStore {
        @Override
        public CheckpointRef put(byte[] bytes) {
            throw new SearchException("no space left on device");
        }

        @Override
        public byte[] get(CheckpointRef reference) {
            throw new SearchException("nothing is stored here");
        }

        @Override
        public void delete(CheckpointRef reference) {
            throw new SearchException("nothing is stored here");
        }
    }

    @Test
    void sessionThatCannotBeSavedStaysInMemory() throws Exception {
        try (LocalExecutor executor = new LocalExecutor(trainer, 1, beyond(0, new FullStore()))) {
            run(executor, Orders.order(1, 0, 10));
            run(executor, Orders.order(2, 0, 10));
            assertThat(run(executor, Orders.order(1, 10, 20)).segment().end()).isEqualTo(SegmentEnd.REACHED);
            assertThat(trainer.opened()).isEqualTo(ids(1, 2));
            assertThat(trainer.closed()).isEmpty();
        }
        assertThat(trainer.closed()).hasSize(2);
        assertThat(log.drain())
                .isNotEmpty()
                .allMatch(message -> message.contains("stays in memory, because it cannot be saved: ")
                        && message.contains("no space left on device"));
    }

    @Test
    void divergedAndFailedTrialsLeaveNothingBehind() throws Exception {
        ScriptedTrainer failing = new ScriptedTrainer((request, step, loss, cancel) -> {
            if (step == 15 && request.plan().id().number() == 2) {
                throw new TrainingException("odd");
            }
            return step == 15 ? Double.NaN : loss;
        });
        try (LocalExecutor executor = new LocalExecutor(failing, 1, beyond(0, store()))) {
            for (int trial = 1; trial <= 2; trial++) {
                run(executor, Orders.order(trial, 0, 10));
                assertThat(run(executor, Orders.order(trial, 10, 20)).segment().end())
                        .isNotEqualTo(SegmentEnd.REACHED);
                assertThat(files()).isZero();
            }
        }
    }

    @Test
    void trainerWithoutCheckpointsIsRefused() {
        ScriptedTrainer forgetful = new ScriptedTrainer((request, step, loss, cancel) -> loss, Set.of(Capability.HOLD));
        assertThatIllegalStateException()
                .isThrownBy(() -> new LocalExecutor(forgetful, 1, beyond(3, store())))
                .withMessage("holding at most 3 sessions in memory needs trials that can be checkpointed,"
                        + " but those of trainer 'scripted' cannot");
    }

    @Test
    void fewerSessionsThanNoneAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> holding(-1))
                .withMessage("the sessions held in memory must be 0 or more, but were -1");
    }
}
