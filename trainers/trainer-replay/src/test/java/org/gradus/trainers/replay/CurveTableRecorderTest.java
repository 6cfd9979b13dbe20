package org.gradus.trainers.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.gradus.core.budget.FullBudget;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.ScheduleFamily;
import org.gradus.core.training.CancellationToken;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainerDescriptor;
import org.gradus.core.training.TrainingException;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.training.TrainingSession;
import org.gradus.core.trial.Capability;
import org.gradus.core.trial.Segment;
import org.gradus.trainers.replay.CurveTable.Column;
import org.junit.jupiter.api.Test;

class CurveTableRecorderTest {
    private static final QuadraticTrainer QUADRATIC = QuadraticTrainer.of(1, 10).noise(0.01);

    /** The quadratic with an accuracy: 1/(1 + loss). */
    private record Graded(QuadraticTrainer quadratic) implements Trainer {
        @Override
        public TrainerDescriptor descriptor() {
            TrainerDescriptor plain = quadratic.descriptor();
            return new TrainerDescriptor(
                    "graded",
                    plain.fingerprint(),
                    Set.of(Evaluation.ACCURACY),
                    Set.of(Capability.HOLD),
                    plain.details());
        }

        @Override
        public long stepsPerEpoch(Configuration configuration) {
            return quadratic.stepsPerEpoch(configuration);
        }

        @Override
        public TrainingSession open(TrainingRequest request) throws TrainingException {
            if (request.configuration().learningRate().value() == 0.0666) {
                throw new TrainingException("this rate is unlucky");
            }
            TrainingSession session = quadratic.open(request);
            return new TrainingSession() {
                @Override
                public long step() {
                    return session.step();
                }

                @Override
                public Segment advanceTo(long untilStep, CancellationToken cancel)
                        throws TrainingException, InterruptedException {
                    Segment segment = session.advanceTo(untilStep, cancel);
                    List<CurvePoint> points =
                            segment.points().stream().map(Graded::graded).toList();
                    return new Segment(points, segment.end(), segment.reason());
                }
            };
        }

        private static CurvePoint graded(CurvePoint point) {
            return new CurvePoint(
                    point.step(),
                    point.learningRate(),
                    point.batchLoss(),
                    point.train().map(e -> Evaluation.of(e.loss(), 1 / (1 + e.loss()))),
                    point.validation().map(e -> Evaluation.of(e.loss(), 1 / (1 + e.loss()))));
        }
    }

    /** Without noise the loss at a step depends on the rates alone: one-cycle begins at a 25th of the recorded rate. */
    @Test
    void ratesFollowASchedule() throws InterruptedException {
        Trainer trainer = new Graded(QuadraticTrainer.of(1, 10));
        CurveTableRecorder recorder = CurveTableRecorder.of(trainer, new double[] {0.01, 0.05}, 1, 3);
        CurveTable constant = recorder.record("constant", CancellationToken.create());
        CurveTable cycle = recorder.schedule(ScheduleFamily.ONE_CYCLE).record("cycle", CancellationToken.create());
        for (int epoch = 1; epoch <= 3; epoch++) {
            assertThat(loss(cycle, epoch)).isGreaterThan(loss(constant, epoch));
        }
        CurveTable again = recorder.schedule(ScheduleFamily.CONSTANT).record("constant", CancellationToken.create());
        assertThat(loss(again, 3)).isEqualTo(loss(constant, 3));
    }

    private static double loss(CurveTable table, int epoch) {
        return table.runs().get(0).figure(Column.VALIDATION_LOSS, epoch).orElseThrow();
    }

    private static CurveTableRecorder recorder(double... rates) {
        return CurveTableRecorder.of(new Graded(QUADRATIC), rates, 2, 3);
    }

    @Test
    void recordsEveryRateWithEverySeed() throws Exception {
        CurveTable table = recorder(0.01, 0.1).record("quadratic", CancellationToken.create());
        assertThat(table.task()).isEqualTo("quadratic");
        assertThat(table.rates()).containsExactly(0.01, 0.1);
        assertThat(table.seedCount()).isEqualTo(2);
        assertThat(table.epochs()).isEqualTo(3);
        assertThat(table.runs()).extracting(RecordedRun::lastEpoch).containsOnly(3);
        assertThat(table.has(Column.TRAIN_ACCURACY)).isTrue();
        // ½(1 + 10) before training
        assertThat(table.runs().get(0).figure(Column.VALIDATION_LOSS, 0)).hasValue(5.5);
        double first = table.runs().get(0).figure(Column.VALIDATION_LOSS, 3).getAsDouble();
        double second = table.runs().get(1).figure(Column.VALIDATION_LOSS, 3).getAsDouble();
        assertThat(first).isNotEqualTo(second);
        // ½(0.99^60 + 10·0.9^60) after 30 steps without noise; noise of 0.01 on 30 gradients moves x by 1e-3
        assertThat(first).isCloseTo(0.2826, within(0.01));
    }

    /** A rate of 1e60 overflows within the first epoch, 1e10 (by a factor of 1e22 a step) within the second. */
    @Test
    void recordOfADivergedTrainingEndsWithItsLastWholeEpoch() throws Exception {
        CurveTable table = recorder(0.01, 1e10, 1e60).record("quadratic", CancellationToken.create());
        assertThat(table.runs()).extracting(RecordedRun::lastEpoch).containsExactly(3, 3, 1, 1, 0, 0);
        assertThat(table.runs().get(2).hasFailedBy(1)).isFalse();
        assertThat(table.runs().get(2).hasFailedBy(2)).isTrue();
    }

    @Test
    void tableDoesNotDependOnParallelismAndReplays() throws Exception {
        AtomicInteger heard = new AtomicInteger();
        double[] rates = CurveTableRecorder.logSpaced(0.001, 0.1, 5);
        CurveTable one = recorder(rates).record("t", CancellationToken.create());
        CurveTable two = recorder(rates)
                .parallelism(2)
                .listener(run -> heard.incrementAndGet())
                .record("t", CancellationToken.create());
        assertThat(heard).hasValue(10);
        assertThat(ReplayTrainer.of(two).descriptor())
                .isEqualTo(ReplayTrainer.of(one).descriptor());
        List<TraceRow> rows =
                Replay.of(new UniformStrategy(), new FullBudget()).seeds(2).run(two);
        assertThat(rows).hasSizeGreaterThanOrEqualTo(40);
    }

    @Test
    void logSpacedRatesAreRounded() {
        // 10^(-5 + 0.2 k), as in DeepOBS
        assertThat(CurveTableRecorder.logSpaced(1e-5, 100, 36))
                .hasSize(36)
                .contains(1e-5, 1.58489e-5, 0.0398107, 63.0957, 100);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CurveTableRecorder.logSpaced(1, 0.1, 5))
                .withMessageContaining("1.0 to 0.1");
    }

    @Test
    void failedTrainingEndsTheRecording() {
        CurveTableRecorder recorder = recorder(0.01, 0.0666);
        CancellationToken cancel = CancellationToken.create();
        assertThatExceptionOfType(CurveTableException.class)
                .isThrownBy(() -> recorder.record("t", cancel))
                .withMessageContaining("unlucky");
    }

    @Test
    void cancelledRecordingIsInterrupted() {
        CurveTableRecorder recorder = recorder(0.01, 0.1);
        CancellationToken cancel = CancellationToken.create();
        cancel.cancel("enough");
        assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(() -> recorder.record("t", cancel))
                .withMessageContaining("enough");
    }

    @Test
    void refusesWhatMakesNoTable() {
        Trainer graded = new Graded(QUADRATIC);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CurveTableRecorder.of(QUADRATIC, new double[] {1, 2}, 1, 1))
                .withMessageContaining("'accuracy'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CurveTableRecorder.of(graded, new double[] {1}, 1, 1))
                .withMessageContaining("2 rates");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CurveTableRecorder.of(graded, new double[] {2, 1}, 1, 1))
                .withMessageContaining("increase");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CurveTableRecorder.of(graded, new double[] {-1, 1}, 1, 1))
                .withMessageContaining("-1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CurveTableRecorder.of(graded, new double[] {1, 2}, 0, 1))
                .withMessageContaining("0 and 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> recorder(1, 2).parallelism(0))
                .withMessageContaining("0");
    }
}
