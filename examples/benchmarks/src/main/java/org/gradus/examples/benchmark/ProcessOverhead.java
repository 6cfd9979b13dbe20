package org.gradus.examples.benchmark;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gradus.core.budget.FullBudget;
import org.gradus.core.curve.Evaluation;
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
 * {@code process step} where every step has a point, {@code process trials} of a program that is used again. Each is the median of
 * {@value #ROUNDS} rounds. The program is {@link ProtocolProgram}, or that of the arguments, such as {@code python3
 * protocol_program.py}, which is given the microseconds of a step and the steps of an epoch.
 */
final class ProcessOverhead {
    private static final LearningRate RATE = new LearningRate(0.1);
    private static final int TRIALS = 1000;
    private static final int ROUNDS = 5;

    private final List<String> program;
    private final BenchmarkLines lines;

    private ProcessOverhead(List<String> program, BenchmarkLines lines) {
        this.program = program;
        this.lines = lines;
    }

    public static void main(String[] arguments) throws TrainingException, InterruptedException {
        ProcessOverhead overhead = new ProcessOverhead(
                arguments.length == 0 ? inJava() : List.of(arguments),
                new BenchmarkLines(new PrintWriter(System.out, true, StandardCharsets.UTF_8)));
        List<Double> shares = new ArrayList<>();
        List<Double> processorShares = new ArrayList<>();
        List<Double> micros = new ArrayList<>();
        List<Double> rates = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            Epoch share = overhead.share();
            shares.add(100 * (share.wall() / share.steps() - 1));
            processorShares.add(100 * share.beside() / share.steps());
            micros.add(overhead.step());
            rates.add(overhead.trials());
        }
        overhead.say("process step at 1 ms:", "%.1f %%", shares);
        if (!processorShares.contains(Double.NaN)) {
            overhead.say("process step at 1 ms, processor time of the program:", "%.2f %%", processorShares);
        }
        overhead.say("process step:", "%.1f µs", micros);
        overhead.say("process trials", "%.1f trials/s", rates);
    }

    private void say(String name, String format, List<Double> figures) {
        double[] sorted =
                figures.stream().mapToDouble(figure -> figure).sorted().toArray();
        lines.say(name, format + ", from %.2f to %.2f", sorted[ROUNDS / 2], sorted[0], sorted[ROUNDS - 1]);
    }

    private static List<String> inJava() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                ProtocolProgram.class.getName());
    }

    private List<String> program(long stepMicros, long stepsPerEpoch) {
        List<String> command = new ArrayList<>(program);
        command.add(Long.toString(stepMicros));
        command.add(Long.toString(stepsPerEpoch));
        return command;
    }

    /**
     * What an epoch takes.
     *
     * @param wall seconds, as Gradus sees it
     * @param steps seconds of its steps, as the program measures them
     * @param beside seconds of processor time that the program needs beside its steps; NaN if it does not say
     */
    private record Epoch(double wall, double steps, double beside) {}

    /** The second of two epochs: the first is for the compiler of the JVM. */
    private Epoch epoch(long stepMicros, long steps, int recordEvery) throws TrainingException, InterruptedException {
        try (ProcessTrainer trainer = ProcessTrainer.start(program(stepMicros, steps))) {
            TrialPlan plan = TrialPlan.search(new TrialId(1), Configuration.of(RATE), Seeds.of(1, 0), steps);
            TrainingRequest request = new TrainingRequest(plan, new Schedules.Constant(RATE), 2 * steps, recordEvery);
            try (TrainingSession session = trainer.open(request)) {
                Evaluation before = last(session.advanceTo(steps, CancellationToken.create()));
                long start = System.nanoTime();
                Evaluation after = last(session.advanceTo(2 * steps, CancellationToken.create()));
                double wall = (System.nanoTime() - start) / 1e9;
                return new Epoch(
                        wall, difference("seconds", before, after), difference("processorBeside", before, after));
            }
        }
    }

    private static Evaluation last(Segment segment) {
        return segment.points().get(segment.points().size() - 1).validation().orElseThrow();
    }

    private static double difference(String metric, Evaluation before, Evaluation after) {
        return after.metric(metric).orElse(Double.NaN) - before.metric(metric).orElse(Double.NaN);
    }

    private Epoch share() throws TrainingException, InterruptedException {
        return epoch(1000, 3000, 10);
    }

    private double step() throws TrainingException, InterruptedException {
        int steps = 100_000;
        return 1e6 * epoch(0, steps, 1).wall() / steps;
    }

    private double trials() throws TrainingException {
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
            return TRIALS / ((System.nanoTime() - start) / 1e9);
        }
    }
}
