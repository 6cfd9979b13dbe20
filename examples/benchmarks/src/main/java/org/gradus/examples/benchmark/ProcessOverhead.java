package org.gradus.examples.benchmark;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.gradus.core.budget.FullBudget;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.engine.Search;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.space.Schedules;
import org.gradus.core.training.CancellationToken;
import org.gradus.core.training.TrainingException;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.training.TrainingSession;
import org.gradus.core.trial.Seeds;
import org.gradus.core.trial.Segment;
import org.gradus.core.trial.TrialId;
import org.gradus.core.trial.TrialPlan;
import org.gradus.strategies.Strategies;
import org.gradus.trainers.process.ProcessTrainer;

/**
 * Measures what the trainer protocol costs, by programs that train nothing: {@code process step at 1 ms} as a share of the steps,
 * {@code process step} where every step has a point, {@code process trials} of a program that is used again.
 */
final class ProcessOverhead {
    private static final LearningRate RATE = new LearningRate(0.1);
    private static final int TRIALS = 1000;

    private final BenchmarkLines lines;

    private ProcessOverhead(BenchmarkLines lines) {
        this.lines = lines;
    }

    public static void main(String[] arguments) throws TrainingException, InterruptedException {
        ProcessOverhead overhead =
                new ProcessOverhead(new BenchmarkLines(new PrintWriter(System.out, true, StandardCharsets.UTF_8)));
        overhead.share();
        overhead.step();
        overhead.trials();
    }

    private static List<String> program(long stepMicros, long stepsPerEpoch) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                ProtocolProgram.class.getName(),
                Long.toString(stepMicros),
                Long.toString(stepsPerEpoch));
    }

    /**
     * What an epoch takes.
     *
     * @param wall seconds, as Gradus sees it
     * @param steps seconds of its steps, as the program measures them
     */
    private record Epoch(double wall, double steps) {}

    /** The second of two epochs: the first is for the compiler of the JVM. */
    private static Epoch epoch(long stepMicros, long steps, int recordEvery)
            throws TrainingException, InterruptedException {
        try (ProcessTrainer trainer = ProcessTrainer.start(program(stepMicros, steps))) {
            TrialPlan plan = TrialPlan.search(new TrialId(1), Configuration.of(RATE), Seeds.of(1, 0), steps);
            TrainingRequest request = new TrainingRequest(plan, new Schedules.Constant(RATE), 2 * steps, recordEvery);
            try (TrainingSession session = trainer.open(request)) {
                double before = spent(session.advanceTo(steps, CancellationToken.create()));
                long start = System.nanoTime();
                double after = spent(session.advanceTo(2 * steps, CancellationToken.create()));
                return new Epoch((System.nanoTime() - start) / 1e9, after - before);
            }
        }
    }

    private static double spent(Segment segment) {
        CurvePoint last = segment.points().get(segment.points().size() - 1);
        return last.validation().orElseThrow().metric("seconds").orElseThrow();
    }

    private void share() throws TrainingException, InterruptedException {
        Epoch epoch = epoch(1000, 3000, 10);
        lines.say("process step at 1 ms:", "%.1f %%", 100 * (epoch.wall() / epoch.steps() - 1));
    }

    private void step() throws TrainingException, InterruptedException {
        int steps = 100_000;
        lines.say("process step:", "%.1f µs", 1e6 * epoch(0, steps, 1).wall() / steps);
    }

    private void trials() throws TrainingException {
        try (ProcessTrainer trainer = ProcessTrainer.start(program(0, 10))) {
            long start = System.nanoTime();
            Search.of(trainer)
                    .learningRate(1e-4, 1)
                    .strategy(Strategies.random())
                    .policy(new FullBudget())
                    .trials(TRIALS)
                    .epochs(1)
                    .replicates(0)
                    .seed(1)
                    .run();
            lines.say("process trials", "%.1f trials/s", TRIALS / ((System.nanoTime() - start) / 1e9));
        }
    }
}
