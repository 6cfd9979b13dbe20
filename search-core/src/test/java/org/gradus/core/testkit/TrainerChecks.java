package org.gradus.core.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.LongStream;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.space.LearningRateSchedule;
import org.gradus.core.training.CancellationToken;
import org.gradus.core.training.TrainingException;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.training.TrainingSession;
import org.gradus.core.trial.Segment;

/** The parts that the tests of {@link TrainerContract} share. */
final class TrainerChecks {
    private TrainerChecks() {}

    /** Where to cut a training: after a step, after an epoch, within epochs and before the end, and after every step. */
    static List<long[]> cuts(TrainingRequest request) {
        long total = request.totalSteps();
        long[] fewAtOnce = LongStream.of(request.stepsPerEpoch() / 2, total / 2 + 1, total - 1)
                .filter(step -> step >= 1 && step < total)
                .distinct()
                .sorted()
                .toArray();
        return List.of(
                new long[] {1},
                new long[] {request.stepsPerEpoch()},
                fewAtOnce,
                LongStream.range(1, total).toArray());
    }

    /** After which steps to take a checkpoint. */
    static long[] checkpointSteps(TrainingRequest request) {
        return LongStream.of(1, request.stepsPerEpoch(), request.totalSteps() / 2 + 1, request.totalSteps() - 1)
                .filter(step -> step >= 1 && step < request.totalSteps())
                .distinct()
                .toArray();
    }

    /** Two curves are equal, bit for bit; a failure says where they first differ. */
    static void equalCurves(String rule, List<CurvePoint> curve, List<CurvePoint> expected) {
        int same = 0;
        while (same < Math.min(curve.size(), expected.size()) && curve.get(same).equals(expected.get(same))) {
            same++;
        }
        assertThat(curve.equals(expected))
                .as(
                        "%s, but the curves first differ at point %s, where one has%n  %s%nand the other%n  %s%n",
                        rule, same + 1, pointOrEnd(curve, same), pointOrEnd(expected, same))
                .isTrue();
    }

    private static Object pointOrEnd(List<CurvePoint> curve, int index) {
        return index < curve.size() ? curve.get(index) : "no point";
    }

    static void ratesFollowTheSchedule(TrainingRequest request, List<CurvePoint> points, double tolerance) {
        assertThat(points).isNotEmpty().allSatisfy(point -> {
            double rate = request.rateAt(Math.max(1, point.step()));
            assertThat(point.learningRate())
                    .as("The rate of every step is that of the request's schedule, also at step %s", point.step())
                    .isCloseTo(rate, within(tolerance * rate));
        });
    }

    static void onlyTheLastIsNotFinite(List<CurvePoint> points) {
        assertThat(points).as("A divergence is recorded as the last point").isNotEmpty();
        int last = points.size() - 1;
        assertThat(points.subList(0, last))
                .as("The first loss that is not finite ends the segment")
                .allMatch(CurvePoint::isFinite);
        assertThat(points.get(last).isFinite())
                .as("The last point of a divergence holds the loss that is not finite, unlike %s", points.get(last))
                .isFalse();
    }

    /** Trains to the end at a rate that diverges, which is not to throw anything. */
    static Segment diverging(TrainingSession session, TrainingRequest request) {
        try {
            return session.advanceTo(request.totalSteps(), CancellationToken.create());
        } catch (Exception e) {
            throw new AssertionError(
                    "A rate that is far too high is a result and not an exception, but the configuration ("
                            + request.configuration() + ") threw " + e + " after step " + session.step(),
                    e);
        }
    }

    /** The request with a schedule that does something when it is asked for the rate of a step, and only the first time. */
    static TrainingRequest whenAskedForStep(TrainingRequest request, long step, Runnable action) {
        boolean[] done = {false};
        LearningRateSchedule schedule = (asked, total) -> {
            if (asked == step && !done[0]) {
                done[0] = true;
                action.run();
            }
            return request.schedule().at(asked, total);
        };
        return new TrainingRequest(request.plan(), schedule, request.totalSteps(), request.recordEvery());
    }

    /** Trains one more step, unless the session is at its end. */
    static void oneMore(TrainingSession session, TrainingRequest request, List<CurvePoint> points)
            throws TrainingException, InterruptedException {
        if (session.step() < request.totalSteps()) {
            points.addAll(TrainerRuns.advance(session, session.step() + 1));
        }
    }
}
