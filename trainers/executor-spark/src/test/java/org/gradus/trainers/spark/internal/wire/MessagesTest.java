package org.gradus.trainers.spark.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.curve.LearningCurve;
import org.gradus.core.curve.LearningCurve.Divergence;
import org.gradus.core.execution.TestReport;
import org.gradus.core.execution.WorkOrder;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.space.ScheduleFamily;
import org.gradus.core.training.TrainerOptions;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.trial.CheckpointRef;
import org.gradus.core.trial.Seeds;
import org.gradus.core.trial.Segment;
import org.gradus.core.trial.SegmentReport;
import org.gradus.core.trial.Sweep;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is sent arrives, to the last bit. */
class MessagesTest {
    private static final Place PLACE = new Place("3", "node_1.example.org");

    private static final List<CurvePoint> POINTS = List.of(
            new CurvePoint(0, 0.1, 0.5, Optional.empty(), Optional.of(Evaluation.of(0.5, 0.1))),
            new CurvePoint(
                    1,
                    CurvePoint.NO_RATE,
                    Double.NaN,
                    Optional.of(new Evaluation(-0.0, Map.of("f1", Double.NEGATIVE_INFINITY, "genauigkeit·µ", 1e-300))),
                    Optional.of(Evaluation.ofLoss(Double.POSITIVE_INFINITY))));

    private static final TrainerSetup SETUP = new TrainerSetup(
            "run",
            "process",
            new TrainerOptions(Map.of("a", "1", "b", ""), List.of("python3", "train.py")),
            "f 1",
            7,
            true,
            200);

    private static final Configuration CONFIGURATION = Configuration.builder()
            .set("learningRate", 0x1.91p-7)
            .set("batch", Long.MAX_VALUE)
            .set("updater", "Ådam\u0000 \"x\"")
            .build();

    static Stream<TrainingRequest> requests() {
        Seeds seeds = new Seeds(Long.MIN_VALUE, -1);
        TrialPlan search = TrialPlan.search(new TrialId(1), CONFIGURATION, seeds, 10)
                .proposedBy("grid", "because " + "x".repeat(500));
        TrialPlan sweep = TrialPlan.sweep(new TrialId(2), CONFIGURATION, new Sweep(1e-5, 1, 30, 4), seeds, 10);
        TrialPlan noRate = TrialPlan.baseline(
                new TrialId(4), Configuration.builder().set("batch", 3).build(), seeds, 10);
        return Stream.concat(
                ScheduleFamily.all().values().stream()
                        .map(family -> new TrainingRequest(
                                search, family.forPeak().apply(CONFIGURATION.learningRate()), 30, 5)),
                Stream.of(
                        new TrainingRequest(sweep, sweep.sweep().orElseThrow().schedule(), 30, 1),
                        new TrainingRequest(
                                TrialPlan.replicate(new TrialId(3), search, 2, seeds),
                                ScheduleFamily.CONSTANT.forPeak().apply(CONFIGURATION.learningRate()),
                                30,
                                1,
                                new Divergence(Double.POSITIVE_INFINITY, 9)),
                        new TrainingRequest(
                                noRate, ScheduleFamily.COSINE.forPeak().apply(new LearningRate(1)), 30, 1)));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void ordersArrive(TrainingRequest request) {
        for (WorkOrder order : List.of(
                new WorkOrder(request, LearningCurve.empty(), 10, Optional.empty(), Optional.empty()),
                new WorkOrder(
                        request,
                        LearningCurve.of(POINTS),
                        30,
                        Optional.of(CheckpointRef.of(new byte[] {1})),
                        Optional.of(Duration.ofNanos(1_000_000_001))))) {
            TaskOrder task = new TaskOrder(SETUP, request.isSweep(), order);
            assertThat(TaskOrder.of(task.toBytes())).isEqualTo(task);
        }
    }

    @Test
    void ordersOfWorkers() {
        WorkerOrder order = new WorkerOrder(
                "process", SETUP.options(), "jdbc:postgresql://db.example.org/gradus?user=ü", "fashion-cnn 2");
        assertThat(WorkerOrder.of(order.toBytes())).isEqualTo(order);
    }

    @Test
    void schedulesWithoutANameAreRefused() {
        TrialPlan plan = TrialPlan.search(new TrialId(1), CONFIGURATION, new Seeds(0, 0), 10);
        TrainingRequest request = new TrainingRequest(plan, (step, total) -> 0.1, 30, 5);
        TaskOrder task = new TaskOrder(
                SETUP, false, new WorkOrder(request, LearningCurve.empty(), 10, Optional.empty(), Optional.empty()));
        assertThatIllegalStateException()
                .isThrownBy(task::toBytes)
                .withMessageStartingWith("executors of Spark know schedules by their names")
                .withMessageContaining("constant, step, exponential, cosine");
    }

    @Test
    void answersArrive() {
        SegmentReport report = new SegmentReport(
                new TrialId(5),
                Segment.diverged(POINTS, "the loss was NaN"),
                "\n\tat x".repeat(30_000), // longer than what DataOutput.writeUTF takes
                PLACE.toString(),
                12,
                Optional.of(CheckpointRef.of(new byte[] {4, 5})));
        TaskAnswer trained = TaskAnswer.trained(PLACE, List.of("batch"), report, Optional.of(new byte[] {4, 5}));
        TaskAnswer arrived = TaskAnswer.of(trained.toBytes());
        assertThat(arrived.segment()).contains(report);
        assertThat(arrived.reads()).containsExactly("batch");
        assertThat(arrived.place()).isEqualTo(PLACE);
        assertThat(arrived.model().orElseThrow()).containsExactly(4, 5);
        TaskAnswer tested =
                TaskAnswer.tested(PLACE, new TestReport(new TrialId(5), Optional.of(Evaluation.of(1, 0.5)), ""));
        assertThat(TaskAnswer.of(tested.toBytes())).isEqualTo(tested);
        TaskAnswer repeated = TaskAnswer.of(TaskAnswer.repeated(PLACE).toBytes());
        assertThat(repeated.isRepeated()).isTrue();
        assertThat(arrived.isRepeated()).isFalse();
    }

    @Test
    void pollsArrive() {
        Poll poll = new Poll(
                "run",
                PLACE,
                List.of(new Poll.Progress(new TrialId(1), POINTS), new Poll.Progress(new TrialId(2), List.of())),
                List.of(new TrialId(9)));
        assertThat(Poll.of(poll.toBytes())).isEqualTo(poll);
        PollAnswer answer = new PollAnswer(
                false, List.of(new PollAnswer.Ended(new TrialId(1), "enough", true)), List.of(new TrialId(9)));
        assertThat(PollAnswer.of(answer.toBytes())).isEqualTo(answer);
        assertThat(PollAnswer.of(PollAnswer.over().toBytes()).closed()).isTrue();
    }

    /** As {@code TaskLocation} of Spark 4.1.3 splits it: executor, host, name, at underlines; the host has none. */
    @Test
    void placesAreNamedAsSparkNamesThem() {
        assertThat(new Place("3", "node1").location()).isEqualTo("executor_node1_3");
    }
}
