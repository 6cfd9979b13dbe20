package org.gradus.core.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import org.gradus.core.training.TrainingException;
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
        assertThat(trainer().stepsPerEpoch(goodConfiguration()))
                .as("An epoch has at least one step")
                .isPositive();
    }

    @Test
    default void descriptorIsTheSameEveryTime() {
        Trainer trainer = trainer();
        assertThat(trainer.descriptor().name()).as("A trainer has a name").isNotBlank();
        assertThat(trainer.descriptor().fingerprint())
                .as("A trainer has a fingerprint, by which a stored study recognizes it")
                .isNotBlank();
        assertThat(trainer.descriptor())
                .as("The descriptor of a trainer is constant")
                .isEqualTo(trainer.descriptor());
        assertThat(trainer().descriptor().fingerprint())
                .as("Equal trainers have equal fingerprints, so that a stored study can be continued")
                .isEqualTo(trainer.descriptor().fingerprint());
    }

    @Test
    default void sessionBeginsAtStepZeroAndStandsWhereItWasAskedToGo() throws Exception {
        TrainingRequest request = request();
        try (TrainingSession session = trainer().open(request)) {
            assertThat(session.step())
                    .as("A session that was opened stands at step 0")
                    .isZero();
            TrainerRuns.advance(session, 1);
            assertThat(session.step())
                    .as("A session that reached step 1 stands there")
                    .isEqualTo(1);
        }
    }

    @Test
    default void pointsAreExactlyWhereTheRequestWantsThem() throws Exception {
        for (int recordEvery : new int[] {1, 3, 1_000_000}) {
            TrainingRequest request = TrainerRuns.recordedEvery(request(), recordEvery);
            List<CurvePoint> points = TrainerRuns.train(trainer(), request);
            assertThat(points)
                    .extracting(CurvePoint::step)
                    .as(
                            "Points are recorded where TrainingRequest.recordedAt says so: with recordEvery %s and %s"
                                    + " steps an epoch",
                            recordEvery, request.stepsPerEpoch())
                    .isEqualTo(TrainerRuns.recordedSteps(request).stream()
                            .filter(step -> step > 0 || evaluatesUntrained())
                            .toList());
            assertThat(points)
                    .allSatisfy(point -> assertThat(point.validation().isPresent())
                            .as(
                                    "The validation split is evaluated where TrainingRequest.evaluatedAt says so, and"
                                            + " nowhere else: at step %s",
                                    point.step())
                            .isEqualTo(request.evaluatedAt(point.step())));
        }
    }

    @Test
    default void untrainedModelIsEvaluatedAtStepZero() throws Exception {
        CurvePoint first = TrainerRuns.train(trainer(), request()).get(0);
        if (!evaluatesUntrained()) {
            assertThat(first.step())
                    .as("The first point is not that of step 0 if evaluatesUntrained() is false")
                    .isPositive();
            return;
        }
        assertThat(first.step()).as("The first point is that of step 0").isZero();
        assertThat(first.validation())
                .as("The untrained model is evaluated, so that divergence can be told from a slow start")
                .isPresent();
        first.train()
                .ifPresent(train -> assertThat(first.batchLoss())
                        .as("At step 0 there is no batch: its loss is that of the training split, if that is evaluated")
                        .isEqualTo(train.loss()));
    }

    @Test
    default void evaluationsCarryTheMetricsOfTheDescriptor() throws Exception {
        Set<String> metrics = trainer().descriptor().metrics();
        for (CurvePoint point : TrainerRuns.train(trainer(), request())) {
            point.validation()
                    .ifPresent(validation -> assertThat(validation.metrics().keySet())
                            .as(
                                    "Every evaluation of the validation split has the metrics of the"
                                            + " descriptor, also at step %s",
                                    point.step())
                            .isEqualTo(metrics));
            point.train()
                    .ifPresent(train -> assertThat(metrics)
                            .as(
                                    "An evaluation of the training split has no metrics that the descriptor lacks, at"
                                            + " step %s",
                                    point.step())
                            .containsAll(train.metrics().keySet()));
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
        TrainerChecks.equalCurves(
                "Equal requests give equal curves, bit for bit", TrainerRuns.train(trainer, request()), once);
        TrainerChecks.equalCurves(
                "Equal requests give equal curves, also from another, equal trainer",
                TrainerRuns.train(trainer(), request()),
                once);
    }

    @Test
    default void trainingInSegmentsGivesTheSameCurve() throws Exception {
        TrainingRequest request = request();
        List<CurvePoint> whole = TrainerRuns.train(trainer(), request);
        for (long[] cuts : TrainerChecks.cuts(request)) {
            TrainerChecks.equalCurves(
                    "advanceTo(a); advanceTo(b) gives the curve of advanceTo(b), also when cut at "
                            + Arrays.toString(cuts),
                    TrainerRuns.train(trainer(), request, cuts),
                    whole);
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
        assertThat(initCurve.equals(curve))
                .as(
                        "Another init seed gives another curve exactly if initSeedMatters(), which is %s",
                        initSeedMatters())
                .isEqualTo(!initSeedMatters());
        assertThat(dataCurve.equals(curve))
                .as(
                        "Another data seed gives another curve exactly if dataSeedMatters(), which is %s",
                        dataSeedMatters())
                .isEqualTo(!dataSeedMatters());
        assertThat(dataCurve.get(0))
                .as("The untrained model depends on the init seed, and not on the data seed")
                .isEqualTo(curve.get(0));
    }

    @Test
    default void absurdRateDivergesWithoutAnException() throws Exception {
        assumeTrue(canDiverge(), "this trainer cannot diverge");
        TrainingRequest request = TrainerRuns.request(trainer(), absurdConfiguration(), epochs());
        try (TrainingSession session = trainer().open(request)) {
            Segment segment = TrainerChecks.diverging(session, request);
            assertThat(segment.end())
                    .as(
                            "A loss that is not finite ends the segment as DIVERGED, with the configuration (%s); if the"
                                    + " trainer is right, all losses were finite, and absurdConfiguration() must be"
                                    + " more absurd",
                            request.configuration())
                    .isEqualTo(SegmentEnd.DIVERGED);
            assertThat(segment.reason()).as("A divergence has a reason").isNotBlank();
            TrainerChecks.onlyTheLastIsNotFinite(segment.points());
            assertThat(session.step())
                    .as("A session stands at the step where it diverged, which is that of the last point")
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
            assertThat(segment.end())
                    .as("A token that is cancelled before the first step ends the segment")
                    .isEqualTo(SegmentEnd.CANCELLED);
            assertThat(segment.reason())
                    .as("A cancelled segment has the reason of the token")
                    .isEqualTo("changed my mind");
            assertThat(session.step())
                    .as("No step is made after the cancellation")
                    .isZero();
            assertThat(segment.points())
                    .as("No step is recorded after the cancellation")
                    .allMatch(point -> point.step() == 0);
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
            assertThat(segment.end())
                    .as(
                            "The token is looked at before every step, so one cancelled during step %s ends the segment",
                            at)
                    .isEqualTo(SegmentEnd.CANCELLED);
            assertThat(session.step())
                    .as("A token cancelled during step %s ends the segment there", at)
                    .isLessThanOrEqualTo(at);
            assertThat(segment.points())
                    .as("A cancelled segment has the points before the cancellation")
                    .isEqualTo(curve.subList(0, segment.points().size()))
                    .allMatch(point -> point.step() <= at);
        }
    }

    /** The thread is interrupted at the moment the trainer asks for the rate of a step: that step may be made, no other. */
    @Test
    default void interruptedThreadEndsTheSegment() throws Exception {
        TrainingRequest whole = request();
        TrainingRequest interrupting = TrainerChecks.whenAskedForStep(
                whole, 1, () -> Thread.currentThread().interrupt());
        Trainer trainer = trainer();
        try (TrainingSession session = trainer.open(interrupting)) {
            assertThatExceptionOfType(InterruptedException.class)
                    .as("An interrupted thread ends the segment before the next step, here the second")
                    .isThrownBy(() -> session.advanceTo(whole.totalSteps(), CancellationToken.create()));
            assertThat(session.step())
                    .as("An interruption during step 1 ends the segment there")
                    .isLessThanOrEqualTo(1);
        } catch (TrainingException e) { // One that asks for all rates as it opens was interrupted there.
            assertThat(trainer.opensInterruptibly())
                    .as("Only a trainer that says opensInterruptibly() is interrupted as it opens, but: %s", e)
                    .isTrue();
        } finally {
            Thread.interrupted(); // else the tests that follow in this thread would be interrupted
        }
    }

    @Test
    default void backwardsAndPastTheEndAreRefused() throws Exception {
        TrainingRequest request = request();
        try (TrainingSession session = trainer().open(request)) {
            assertThatIllegalArgumentException()
                    .as("A session at step 0 refuses to advance to step 0")
                    .isThrownBy(() -> TrainerRuns.advance(session, 0));
            assertThatIllegalArgumentException()
                    .as("A session refuses to go beyond the %s steps of its request", request.totalSteps())
                    .isThrownBy(() -> TrainerRuns.advance(session, request.totalSteps() + 1));
            TrainerRuns.advance(session, 1);
            assertThatIllegalArgumentException()
                    .as("A session at step 1 refuses to advance to step 1")
                    .isThrownBy(() -> TrainerRuns.advance(session, 1));
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
        TrainerChecks.equalCurves(
                "Sessions share no state: one trained in turns with another gives the curve that it gives alone",
                first,
                firstCurve);
        TrainerChecks.equalCurves(
                "Sessions share no state: one trained in turns with another gives the curve that it gives alone",
                second,
                secondCurve);
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
                TrainerChecks.equalCurves(
                        "A trainer is thread-safe: two threads at once give the curves that each gives alone",
                        curves.get(i).get(),
                        TrainerRuns.train(trainer(), requests.get(i)));
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
