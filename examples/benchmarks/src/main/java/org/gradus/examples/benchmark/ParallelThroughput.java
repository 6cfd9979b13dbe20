package org.gradus.examples.benchmark;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gradus.core.trial.Seeds;
import org.gradus.examples.benchmark.MeasuredNetworks.MeasuredNetwork;
import org.gradus.trainers.dl4j.environment.ChildJvm;
import org.gradus.trainers.dl4j.environment.Dl4jEnvironment;

/**
 * Measures how much faster two trainings at once are than one: in two threads of this process, and in two processes. The wall clock says
 * what a user gets, and on a machine with other work also what that takes; processor time says what the trainings take from each other.
 *
 * @param seconds how long each measurement takes at least
 * @param rounds how many are counted, after one that is not
 * @param seed of the parameters and the examples
 */
record ParallelThroughput(double seconds, int rounds, long seed) {
    /** Large and small native operations, and hardly any. */
    private static final Set<String> MEASURED = Set.of("cnn", "resnet", "perceptron");

    /** What one round measured. */
    private record Round(Speed one, Speed threads, Speed processes) {}

    /**
     * A speed, of one training or of two together.
     *
     * @param rate examples a second of the wall clock
     * @param cost seconds of processor time an example
     */
    private record Speed(double rate, double cost) {
        static Speed of(TrainingSpeed speed) {
            return new Speed(speed.rate(), 1 / speed.processorRate());
        }

        /** Two trainings at once; each counts by the examples that it was trained on. */
        static Speed together(TrainingSpeed first, TrainingSpeed second) {
            double rate = first.rate() + second.rate();
            double busy = first.rate() / first.processorRate() + second.rate() / second.processorRate();
            return new Speed(rate, busy / rate);
        }

        /** How much faster than another. */
        double over(Speed other) {
            return rate / other.rate;
        }

        /** The same if both trainings had a core each all the time. */
        double overByProcessorTime(Speed other) {
            return 2 * other.cost / cost;
        }
    }

    void run(PrintWriter out, PrintWriter err) throws Exception {
        Dl4jEnvironment.start(); // before the first configuration
        for (MeasuredNetwork network : MeasuredNetworks.all()) {
            if (MEASURED.contains(network.name())) {
                run(network, new BenchmarkLines(out));
                err.println(network.name() + " is measured");
            }
        }
    }

    private void run(MeasuredNetwork network, BenchmarkLines lines) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (SessionLoop first = session(network, 1);
                SessionLoop second = session(network, 2);
                LoopProcess other = process(network)) {
            List<Round> measured = new ArrayList<>();
            for (int round = 0; round <= rounds; round++) {
                Round one = measure(network, threads, first, second, other);
                if (round > 0) {
                    measured.add(one);
                }
            }
            say("dl4j " + network.name(), measured, lines);
        } finally {
            threads.shutdownNow();
        }
    }

    private SessionLoop session(MeasuredNetwork network, long number) throws Exception {
        return new SessionLoop(
                network.trainer().apply(network.data(seed)).withBatchSize(network.batch()),
                new Seeds(seed + number, seed));
    }

    private LoopProcess process(MeasuredNetwork network) throws IOException {
        return new LoopProcess(
                "the other training",
                ChildJvm.of(TrainingProcess.class, network.name(), Long.toString(seed))
                        .start());
    }

    private Round measure(
            MeasuredNetwork network, ExecutorService threads, SessionLoop first, SessionLoop second, LoopProcess other)
            throws Exception {
        Callable<TrainingSpeed> ours = () -> TrainingSpeed.of(network, first, seconds);
        Speed one = Speed.of(threads.submit(ours).get());
        return new Round(
                one,
                together(threads, ours, () -> TrainingSpeed.of(network, second, seconds)),
                together(threads, ours, () -> TrainingProcess.speed(other, seconds)));
    }

    private static Speed together(
            ExecutorService threads, Callable<TrainingSpeed> first, Callable<TrainingSpeed> second) throws Exception {
        List<Future<TrainingSpeed>> speeds = threads.invokeAll(List.of(first, second));
        return Speed.together(speeds.get(0).get(), speeds.get(1).get());
    }

    private static void say(String name, List<Round> rounds, BenchmarkLines lines) {
        lines.say(
                name + " one training",
                "%.1f examples/s",
                ThroughputRound.median(rounds, r -> r.one().rate()));
        lines.say(
                name + " ratio two threads to one",
                "%.2f",
                ThroughputRound.median(rounds, r -> r.threads().over(r.one())));
        lines.say(
                name + " ratio two threads to one by processor time",
                "%.2f",
                ThroughputRound.median(rounds, r -> r.threads().overByProcessorTime(r.one())));
        lines.say(
                name + " ratio two processes to one",
                "%.2f",
                ThroughputRound.median(rounds, r -> r.processes().over(r.one())));
        lines.say(
                name + " ratio two processes to one by processor time",
                "%.2f",
                ThroughputRound.median(rounds, r -> r.processes().overByProcessorTime(r.one())));
    }
}
