package org.gradus.core.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRateSchedule;
import org.gradus.core.space.Schedules;
import org.gradus.core.training.CancellationToken;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainingException;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.training.TrainingSession;
import org.gradus.core.trial.Seeds;
import org.gradus.core.trial.Segment;
import org.gradus.core.trial.SegmentEnd;
import org.gradus.core.trial.Sweep;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialPlan;

/** Requests and whole trainings for tests of trainers, without session or engine. */
public final class TrainerRuns {
    /** The seeds of every request that does not ask for others. */
    public static final Seeds SEEDS = Seeds.of(7, 0);

    private static final TrialId ID = new TrialId(1);

    private TrainerRuns() {}

    /** A search trial at the configuration's own rate, recorded at every third step. */
    public static TrainingRequest request(Trainer trainer, Configuration configuration, int epochs) {
        return request(trainer, configuration, new Schedules.Constant(configuration.learningRate()), epochs);
    }

    /** A search trial along a schedule, recorded at every third step. */
    public static TrainingRequest request(
            Trainer trainer, Configuration configuration, LearningRateSchedule schedule, int epochs) {
        TrialPlan plan = TrialPlan.search(ID, configuration, SEEDS, trainer.stepsPerEpoch(configuration));
        return new TrainingRequest(plan, schedule, epochs * plan.stepsPerEpoch(), 3);
    }

    /** A sweep of the configuration's rate. */
    public static TrainingRequest sweep(Trainer trainer, Configuration configuration, Sweep sweep) {
        TrialPlan plan = TrialPlan.sweep(ID, configuration, sweep, SEEDS, trainer.stepsPerEpoch(configuration));
        return new TrainingRequest(plan, sweep.schedule(), sweep.steps(), 1);
    }

    /** The same request with other seeds. */
    public static TrainingRequest withSeeds(TrainingRequest request, Seeds seeds) {
        TrialPlan plan = request.plan();
        return new TrainingRequest(
                plan.withSeeds(plan.replicate(), seeds),
                request.schedule(),
                request.totalSteps(),
                request.recordEvery());
    }

    /** The same request recorded at other steps. */
    public static TrainingRequest recordedEvery(TrainingRequest request, int steps) {
        return new TrainingRequest(request.plan(), request.schedule(), request.totalSteps(), steps);
    }

    /** The steps at which the request wants points. */
    public static List<Long> recordedSteps(TrainingRequest request) {
        return LongStream.rangeClosed(0, request.totalSteps())
                .filter(request::recordedAt)
                .boxed()
                .toList();
    }

    /** All points of a training that stops at each of the cuts and then goes on to the end. */
    public static List<CurvePoint> train(Trainer trainer, TrainingRequest request, long... cuts)
            throws TrainingException, InterruptedException {
        try (TrainingSession session = trainer.open(request)) {
            return finish(session, request, cuts);
        }
    }

    /** The points of an open session that stops at each of the cuts and then goes on to the end. */
    public static List<CurvePoint> finish(TrainingSession session, TrainingRequest request, long... cuts)
            throws TrainingException, InterruptedException {
        List<CurvePoint> points = new ArrayList<>();
        for (long cut : cuts) {
            points.addAll(advance(session, cut));
        }
        points.addAll(advance(session, request.totalSteps()));
        return points;
    }

    /** The points until a step, which must be reached. */
    public static List<CurvePoint> advance(TrainingSession session, long untilStep)
            throws TrainingException, InterruptedException {
        Segment segment = session.advanceTo(untilStep, CancellationToken.create());
        if (segment.end() != SegmentEnd.REACHED) {
            throw new AssertionError("the training was to reach step " + untilStep + ", but " + segment.end()
                    + " at step " + session.step() + ": " + segment.reason());
        }
        return segment.points();
    }
}
