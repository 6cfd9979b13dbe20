package org.gradus.trainers.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.space.LearningRateSchedule;
import org.gradus.core.space.Schedules;
import org.gradus.core.space.SearchSpace;
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
    private final List<String> command;
    private final Configuration configuration;
    private final Duration limit;
    private int trials;

    ConformanceTrainings(ProcessTrainer trainer, List<String> command, Configuration configuration, Duration limit) {
        this.trainer = trainer;
        this.command = command;
        this.configuration = configuration;
        this.limit = limit;
    }

    ProcessTrainer trainer() {
        return trainer;
    }

    List<String> command() {
        return command;
    }

    Configuration configuration() {
        return configuration;
    }

    /** How long any answer may take. */
    Duration limit() {
        return limit;
    }

    /** The same program in another process. */
    ProcessTrainer another() throws TrainingException {
        return ProcessTrainer.builder(command).answerLimit(limit).start();
    }

    static Seeds seeds(int replicate) {
        return Seeds.of(1, replicate);
    }

    /** The training that most rules repeat. */
    TrainingRequest request() {
        return request(seeds(0));
    }

    TrainingRequest request(Seeds seeds) {
        return request(configuration, constant(configuration), seeds, EPOCHS);
    }

    static LearningRateSchedule constant(Configuration configuration) {
        return new Schedules.Constant(rate(configuration));
    }

    /** The rate of a configuration, or the factor 1. */
    static LearningRate rate(Configuration configuration) {
        return configuration.findLearningRate().orElse(new LearningRate(1));
    }

    TrainingRequest request(Configuration chosen, LearningRateSchedule schedule, Seeds seeds, int epochs) {
        long every = Math.max(1, trainer.stepsPerEpoch(chosen) / POINTS);
        return request(chosen, schedule, seeds, epochs, (int) Math.min(Integer.MAX_VALUE, every));
    }

    TrainingRequest request(
            Configuration chosen, LearningRateSchedule schedule, Seeds seeds, int epochs, int recordEvery) {
        trials++;
        TrialPlan plan = TrialPlan.search(new TrialId(trials), chosen, seeds, trainer.stepsPerEpoch(chosen));
        return new TrainingRequest(
                plan, schedule, Math.multiplyExact((long) epochs, plan.stepsPerEpoch()), recordEvery);
    }

    /** The configuration at another rate. */
    Configuration at(double rate) {
        return configuration.toBuilder().set(SearchSpace.LEARNING_RATE, rate).build();
    }

    Configuration withoutRate() {
        Configuration.Builder builder = Configuration.builder();
        for (Map.Entry<String, Object> value : configuration.values().entrySet()) {
            String name = value.getKey();
            if (name.equals(SearchSpace.LEARNING_RATE)) {
                continue;
            }
            if (value.getValue() instanceof Double number) {
                builder.set(name, number);
            } else if (value.getValue() instanceof Long number) {
                builder.set(name, number);
            } else {
                builder.set(name, value.getValue().toString());
            }
        }
        return builder.build();
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

    /** The points until a step, after which the training is given up. */
    List<CurvePoint> trainUntil(TrainingRequest request, long step) throws TrainingException, InterruptedException {
        try (TrainingSession session = trainer.open(request)) {
            return reached(session, step);
        }
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
        double top = rate(configuration).value();
        Sweep sweep = new Sweep(top / 100, top, 6, 3);
        TrialPlan plan = TrialPlan.sweep(
                new TrialId(trials), configuration, sweep, seeds(0), trainer.stepsPerEpoch(configuration));
        return new TrainingRequest(plan, sweep.schedule(), sweep.steps(), 1);
    }
}
