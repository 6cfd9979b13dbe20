package org.gradus.core.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.training.CancellationToken;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.training.TrainingSession;
import org.gradus.core.trial.Seeds;
import org.gradus.core.trial.Segment;
import org.gradus.core.trial.SegmentEnd;
import org.junit.jupiter.api.Test;

/**
 * What every trainer keeps to. A test class of a trainer implements this interface and its factories; what only some
 * trainers can do is in {@link TrainerCapabilityContract}, which comes with it.
 */
public interface TrainerContract extends TrainerCapabilityContract {
    @Test
    default void anEpochHasAtLeastOneStep() {
        assertThat(trainer().stepsPerEpoch(goodConfiguration())).isPositive();
    }

    @Test
    default void descriptorIsTheSameEveryTime() {
        Trainer trainer = trainer();
        assertThat(trainer.descriptor().name()).isNotBlank();
        assertThat(trainer.descriptor().fingerprint()).isNotBlank();
        assertThat(trainer.descriptor()).isEqualTo(trainer.descriptor());
        assertThat(trainer().descriptor().fingerprint())
                .isEqualTo(trainer.descriptor().fingerprint());
    }

    @Test
    default void sessionBeginsAtStepZeroAndStandsWhereItWasAskedToGo() throws Exception {
        TrainingRequest request = request();
        try (TrainingSession session = trainer().open(request)) {
            assertThat(session.step()).isZero();
            TrainerRuns.advance(session, 1);
            assertThat(session.step()).isEqualTo(1);
        }
    }

    @Test
    default void pointsAreExactlyWhereTheRequestWantsThem() throws Exception {
        for (int recordEvery : new int[] {1, 3, 1_000_000}) {
            TrainingRequest request = TrainerRuns.recordedEvery(request(), recordEvery);
            List<CurvePoint> points = TrainerRuns.train(trainer(), request);
            assertThat(points)
                    .extracting(CurvePoint::step)
                    .isEqualTo(TrainerRuns.recordedSteps(request).stream()
                            .filter(step -> step > 0 || evaluatesUntrained())
                            .toList());
            assertThat(points)
                    .allSatisfy(point ->
                            assertThat(point.validation().isPresent()).isEqualTo(request.evaluatedAt(point.step())));
        }
    }

    @Test
    default void untrainedModelIsEvaluatedAtStepZero() throws Exception {
        CurvePoint first = TrainerRuns.train(trainer(), request()).get(0);
        if (!evaluatesUntrained()) {
            assertThat(first.step()).isPositive();
            return;
        }
        assertThat(first.step()).isZero();
        assertThat(first.validation()).isPresent();
        first.train().ifPresent(train -> assertThat(first.batchLoss()).isEqualTo(train.loss()));
    }

    @Test
    default void evaluationsCarryTheMetricsOfTheDescriptor() throws Exception {
        Set<String> metrics = trainer().descriptor().metrics();
        for (CurvePoint point : TrainerRuns.train(trainer(), request())) {
            point.validation()
                    .ifPresent(validation ->
                            assertThat(validation.metrics().keySet()).isEqualTo(metrics));
            point.train()
                    .ifPresent(train ->
                            assertThat(metrics).containsAll(train.metrics().keySet()));
        }
    }

    @Test
    default void rateOfEveryPointIsThatOfTheSchedule() throws Exception {
        TrainingRequest request = request();
        TrainerChecks.ratesFollowTheSchedule(request, TrainerRuns.train(trainer(), request), rateTolerance());
    }

    @Test
    default void equalRequestsGiveEqualCurves() throws Exception {
        Trainer trainer = trainer();
        List<CurvePoint> once = TrainerRuns.train(trainer, request());
        assertThat(TrainerRuns.train(trainer, request())).isEqualTo(once);
        assertThat(TrainerRuns.train(trainer(), request())).isEqualTo(once);
    }

    @Test
    default void trainingInSegmentsGivesTheSameCurve() throws Exception {
        TrainingRequest request = request();
        List<CurvePoint> whole = TrainerRuns.train(trainer(), request);
        for (long[] cuts : TrainerChecks.cuts(request)) {
            assertThat(TrainerRuns.train(trainer(), request, cuts))
                    .as("cut at %s", Arrays.toString(cuts))
                    .isEqualTo(whole);
        }
    }

    @Test
    default void seedsGiveOtherCurvesWhereTheyMatter() throws Exception {
        TrainingRequest request = request();
        List<CurvePoint> curve = TrainerRuns.train(trainer(), request);
        Seeds seeds = request.plan().seeds();
        Seeds otherInit = new Seeds(seeds.init() + 1, seeds.data());
        Seeds otherData = new Seeds(seeds.init(), seeds.data() + 1);
        List<CurvePoint> initCurve = TrainerRuns.train(trainer(), TrainerRuns.withSeeds(request, otherInit));
        List<CurvePoint> dataCurve = TrainerRuns.train(trainer(), TrainerRuns.withSeeds(request, otherData));
        assertThat(initCurve.equals(curve)).isEqualTo(!initSeedMatters());
        assertThat(dataCurve.equals(curve)).isEqualTo(!dataSeedMatters());
        assertThat(dataCurve.get(0)).as("the untrained model").isEqualTo(curve.get(0));
    }

    @Test
    default void absurdRateDivergesWithoutAnException() throws Exception {
        TrainingRequest request = TrainerRuns.request(trainer(), absurdConfiguration(), epochs());
        try (TrainingSession session = trainer().open(request)) {
            Segment segment = session.advanceTo(request.totalSteps(), CancellationToken.create());
            assertThat(segment.end()).isEqualTo(SegmentEnd.DIVERGED);
            assertThat(segment.reason()).isNotBlank();
            TrainerChecks.onlyTheLastIsNotFinite(segment.points());
            assertThat(session.step())
                    .isEqualTo(segment.points().get(segment.points().size() - 1).step());
        }
    }

    @Test
    default void cancelledBeforeTheFirstStepTrainsNothing() throws Exception {
        CancellationToken cancel = CancellationToken.create();
        cancel.cancel("changed my mind");
        TrainingRequest request = request();
        try (TrainingSession session = trainer().open(request)) {
            Segment segment = session.advanceTo(request.totalSteps(), cancel);
            assertThat(segment.end()).isEqualTo(SegmentEnd.CANCELLED);
            assertThat(segment.reason()).isEqualTo("changed my mind");
            assertThat(session.step()).isZero();
            assertThat(segment.points()).allMatch(point -> point.step() == 0);
        }
    }

    /** The token is cancelled at the moment the trainer asks for the rate of a step: that step may be made, no other. */
    @Test
    default void cancelIsSeenBeforeTheNextStep() throws Exception {
        TrainingRequest whole = request();
        List<CurvePoint> curve = TrainerRuns.train(trainer(), whole);
        long at = Math.max(1, whole.totalSteps() / 2);
        CancellationToken cancel = CancellationToken.create();
        TrainingRequest cancelling = TrainerChecks.whenAskedForStep(whole, at, () -> cancel.cancel("enough"));
        try (TrainingSession session = trainer().open(cancelling)) {
            Segment segment = session.advanceTo(whole.totalSteps(), cancel);
            assertThat(segment.end()).isEqualTo(SegmentEnd.CANCELLED);
            assertThat(session.step()).isLessThanOrEqualTo(at);
            assertThat(segment.points())
                    .isEqualTo(curve.subList(0, segment.points().size()));
            assertThat(segment.points()).allMatch(point -> point.step() <= at);
        }
    }

    /** The thread is interrupted at the moment the trainer asks for the rate of a step: that step may be made, no other. */
    @Test
    default void interruptedThreadEndsTheSegment() throws Exception {
        TrainingRequest whole = request();
        TrainingRequest interrupting = TrainerChecks.whenAskedForStep(
                whole, 1, () -> Thread.currentThread().interrupt());
        try (TrainingSession session = trainer().open(interrupting)) {
            assertThatExceptionOfType(InterruptedException.class)
                    .isThrownBy(() -> session.advanceTo(whole.totalSteps(), CancellationToken.create()));
            assertThat(session.step()).isLessThanOrEqualTo(1);
        } finally {
            Thread.interrupted(); // else the tests that follow in this thread would be interrupted
        }
    }

    @Test
    default void backwardsAndPastTheEndAreRefused() throws Exception {
        TrainingRequest request = request();
        try (TrainingSession session = trainer().open(request)) {
            assertThatIllegalArgumentException().isThrownBy(() -> TrainerRuns.advance(session, 0));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> TrainerRuns.advance(session, request.totalSteps() + 1));
            TrainerRuns.advance(session, 1);
            assertThatIllegalArgumentException().isThrownBy(() -> TrainerRuns.advance(session, 1));
        }
    }

    @Test
    default void interleavedSessionsDoNotDisturbEachOther() throws Exception {
        Trainer trainer = trainer();
        TrainingRequest one = request();
        TrainingRequest two = TrainerRuns.request(trainer, otherConfiguration(), epochs());
        List<CurvePoint> firstCurve = TrainerRuns.train(trainer(), one);
        List<CurvePoint> secondCurve = TrainerRuns.train(trainer(), two);
        List<CurvePoint> first = new ArrayList<>();
        List<CurvePoint> second = new ArrayList<>();
        try (TrainingSession a = trainer.open(one);
                TrainingSession b = trainer.open(two)) {
            while (a.step() < one.totalSteps() || b.step() < two.totalSteps()) {
                TrainerChecks.oneMore(a, one, first);
                TrainerChecks.oneMore(b, two, second);
            }
        }
        assertThat(first).isEqualTo(firstCurve);
        assertThat(second).isEqualTo(secondCurve);
    }

    @Test
    default void sessionsInTwoThreadsDoNotDisturbEachOther() throws Exception {
        Trainer trainer = trainer();
        List<TrainingRequest> requests =
                List.of(request(), TrainerRuns.request(trainer, otherConfiguration(), epochs()));
        CyclicBarrier together = new CyclicBarrier(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Callable<List<CurvePoint>>> trainings = new ArrayList<>();
            for (TrainingRequest request : requests) {
                trainings.add(() -> {
                    together.await();
                    return TrainerRuns.train(trainer, request);
                });
            }
            List<Future<List<CurvePoint>>> curves = threads.invokeAll(trainings);
            for (int i = 0; i < 2; i++) {
                assertThat(curves.get(i).get()).isEqualTo(TrainerRuns.train(trainer(), requests.get(i)));
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
