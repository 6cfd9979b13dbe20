package org.gradus.trainers.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.space.LearningRateSchedule;
import org.gradus.core.space.Schedules;
import org.gradus.core.training.CancellationToken;
import org.gradus.core.training.TrainingException;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.training.TrainingSession;
import org.gradus.core.trial.Seeds;
import org.gradus.core.trial.Segment;
import org.gradus.core.trial.SegmentEnd;
import org.gradus.core.trial.Sweep;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialPlan;

/** The trainings by which a program is tested: two epochs, of which a dozen points are recorded. For one thread. */
final class ConformanceTrainings {
    private static final int EPOCHS = 2;
    private static final int POINTS = 5;

    private final ProcessTrainer trainer;
    private final Configuration configuration;
    private final Duration limit;
    private int trials;

    ConformanceTrainings(ProcessTrainer trainer, Configuration configuration, Duration limit) {
        this.trainer = trainer;
        this.configuration = configuration;
        this.limit = limit;
    }

    static Seeds seeds(int replicate) {
        return Seeds.of(1, replicate);
    }

    TrainingRequest request(Seeds seeds) {
        return request(configuration, constant(configuration), seeds);
    }

    static LearningRateSchedule constant(Configuration configuration) {
        return new Schedules.Constant(configuration.findLearningRate().orElse(new LearningRate(1)));
    }

    TrainingRequest request(Configuration chosen, LearningRateSchedule schedule, Seeds seeds) {
        trials++;
        TrialPlan plan = TrialPlan.search(new TrialId(trials), chosen, seeds, trainer.stepsPerEpoch(chosen));
        long every = Math.max(1, plan.stepsPerEpoch() / POINTS);
        return new TrainingRequest(
                plan, schedule, EPOCHS * plan.stepsPerEpoch(), (int) Math.min(Integer.MAX_VALUE, every));
    }

    List<CurvePoint> train(ProcessTrainer used, TrainingRequest request, long... cuts)
            throws TrainingException, InterruptedException {
        try (TrainingSession session = used.open(request)) {
            return finish(session, request, cuts);
        }
    }

    List<CurvePoint> finish(TrainingSession session, TrainingRequest request, long... cuts)
            throws TrainingException, InterruptedException {
        List<CurvePoint> points = new ArrayList<>();
        for (long cut : cuts) {
            points.addAll(reached(session, cut));
        }
        if (session.step() < request.totalSteps()) {
            points.addAll(reached(session, request.totalSteps()));
        }
        return points;
    }

    List<CurvePoint> reached(TrainingSession session, long until) throws TrainingException, InterruptedException {
        CancellationToken late = CancellationToken.create();
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        try {
            ScheduledFuture<?> unused = timer.schedule(
                    () -> late.cancel("it took longer than " + limit.toSeconds() + " s"),
                    limit.toMillis(),
                    TimeUnit.MILLISECONDS);
            Segment segment = session.advanceTo(until, late);
            if (segment.end() != SegmentEnd.REACHED) {
                throw new TrainingException("the training was to reach step " + until + ", but " + segment.reason()
                        + "\nMaybe another learning rate suits it better.");
            }
            return segment.points();
        } finally {
            timer.shutdownNow();
        }
    }

    TrainingRequest sweep() {
        trials++;
        double top = configuration.findLearningRate().map(LearningRate::value).orElse(1.0);
        Sweep sweep = new Sweep(top / 100, top, 6, 3);
        TrialPlan plan = TrialPlan.sweep(
                new TrialId(trials), configuration, sweep, seeds(0), trainer.stepsPerEpoch(configuration));
        return new TrainingRequest(plan, sweep.schedule(), sweep.steps(), 1);
    }

    /** The first point that differs, in words. */
    static Optional<String> difference(List<CurvePoint> expected, List<CurvePoint> came) {
        for (int i = 0; i < Math.min(expected.size(), came.size()); i++) {
            if (!expected.get(i).equals(came.get(i))) {
                return Optional.of("expected " + expected.get(i) + "\nbut came " + came.get(i)
                        + "\nMaybe something random does not come from the seeds.");
            }
        }
        return expected.size() == came.size()
                ? Optional.empty()
                : Optional.of("expected " + expected.size() + " points, but " + came.size() + " came");
    }
}
