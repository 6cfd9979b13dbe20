package org.gradus.trainers.process;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.space.LearningRateSchedule;
import org.gradus.core.space.Schedules;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.training.CancellationToken;
import org.gradus.core.training.TrainingException;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.training.TrainingSession;
import org.gradus.core.trial.Segment;
import org.gradus.core.trial.SegmentEnd;

/** Rules about the rates that a program trains at. For one thread. */
final class RateRules {
    private static final double ABSURD = 1e30;

    private final ConformanceTrainings trainings;
    private final ProcessTrainer trainer;

    RateRules(ConformanceTrainings trainings) {
        this.trainings = trainings;
        this.trainer = trainings.trainer();
    }

    /** An epoch with each kind; {@code constant} is what the other rules train with. */
    Finding schedules() throws InterruptedException {
        List<String> broken = new ArrayList<>();
        Configuration configuration = trainings.configuration();
        for (Map.Entry<String, LearningRateSchedule> kind :
                kinds(ConformanceTrainings.rate(configuration)).entrySet()) {
            try {
                trainings.train(
                        trainer, trainings.request(configuration, kind.getValue(), ConformanceTrainings.seeds(0), 1));
            } catch (TrainingException e) {
                broken.add("schedule '" + kind.getKey() + "': " + e.getMessage());
            }
        }
        return broken.isEmpty() ? Finding.kept() : Finding.broken(String.join("\n", broken));
    }

    private static Map<String, LearningRateSchedule> kinds(LearningRate peak) {
        Map<String, LearningRateSchedule> kinds = new LinkedHashMap<>();
        LearningRate low = new LearningRate(peak.value() / 10);
        kinds.put("step", new Schedules.Step(peak, 0.5, 2));
        kinds.put("exponential", new Schedules.Exponential(peak, 0.1));
        kinds.put("cosine", new Schedules.Cosine(peak, 0.1));
        kinds.put("one-cycle", new Schedules.OneCycle(peak, 0.3, 25, 100));
        kinds.put("ramp", new Schedules.Ramp(low, peak));
        kinds.put("warm-up", new Schedules.WarmUp(0.2, new Schedules.Cosine(peak, 0.1)));
        kinds.put("rates", (step, total) -> step % 2 == 0 ? low.value() : peak.value());
        return kinds;
    }

    /** A program may need a rate in the configuration: then it says so before it opens a trial. */
    Finding factors() throws TrainingException, InterruptedException {
        Configuration chosen = trainings.withoutRate();
        TrainingRequest request;
        TrainingSession opened;
        try {
            LearningRateSchedule schedule = new Schedules.Cosine(new LearningRate(1), 0.1);
            request = trainings.request(chosen, schedule, ConformanceTrainings.seeds(0), 1);
            opened = trainer.open(request);
        } catch (TrainingException | IllegalStateException e) {
            return Finding.skipped("it opens no trial without a learning rate");
        }
        try (TrainingSession session = opened) {
            trainings.finish(session, request);
        }
        return Finding.kept();
    }

    Finding sweep() throws TrainingException, InterruptedException {
        trainings.train(trainer, trainings.sweep());
        return Finding.kept();
    }

    /** A program with a very robust rate may survive. */
    Finding diverges() throws TrainingException, InterruptedException {
        if (!trainings.configuration().has(SearchSpace.LEARNING_RATE)) {
            return Finding.skipped("the configuration has no learning rate");
        }
        Configuration absurd = trainings.at(ABSURD);
        TrainingRequest request =
                trainings.request(absurd, ConformanceTrainings.constant(absurd), ConformanceTrainings.seeds(0), 2);
        try (TrainingSession session = trainer.open(request)) {
            Segment segment = session.advanceTo(request.totalSteps(), CancellationToken.create());
            if (segment.end() != SegmentEnd.DIVERGED) {
                return Finding.kept("it survived, so that 'diverged' was not seen");
            }
            return ((ProcessSession) session).isAlive()
                    ? Finding.kept()
                    : Finding.broken("expected 'diverged' after the point whose loss is not finite, but it trained on");
        }
    }
}
