package org.gradus.examples.benchmark;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.gradus.core.trial.Seeds;
import org.gradus.examples.benchmark.MeasuredNetworks.MeasuredNetwork;
import org.gradus.trainers.dl4j.data.InMemoryData;
import org.gradus.trainers.dl4j.environment.Dl4jEnvironment;

/**
 * Measures {@link MeasuredNetworks} beside PyTorch: how many examples a second are trained on and evaluated, and where a step spends its
 * time. A second is one of processor time of the thread that trains, on both sides, so that other processes count less; and a round measures
 * a network once on both sides, so that a machine that is slower for a while is slower for both.
 *
 * @param seconds how long each measurement takes at least
 * @param rounds how many are counted, after one that is not
 * @param seed of the parameters and the examples
 */
record NetworkThroughput(double seconds, int rounds, long seed) {
    private static final int PLACES = 8;

    /** What one round measured, in examples a second. */
    private record Round(
            double training, double evaluation, OptionalDouble theirTraining, OptionalDouble theirEvaluation) {}

    void run(Optional<PyTorch> pytorch, PrintWriter out, PrintWriter err) throws Exception {
        Dl4jEnvironment.start(); // before the first configuration
        for (MeasuredNetwork network : MeasuredNetworks.all()) {
            run(network, pytorch, new BenchmarkLines(out));
            err.println(network.name() + " is measured");
        }
    }

    private void run(MeasuredNetwork network, Optional<PyTorch> pytorch, BenchmarkLines lines) throws Exception {
        InMemoryData data = network.data(seed);
        try (TemporaryFolder folder = TemporaryFolder.ofSystem();
                SessionLoop session = new SessionLoop(
                        network.trainer().apply(data).withBatchSize(network.batch()), new Seeds(seed, seed))) {
            Optional<LoopProcess> other =
                    pytorch.isPresent() ? Optional.of(pytorch.get().start(folder.path(), network)) : Optional.empty();
            try {
                measure(network, session, other);
                List<Round> measured = new ArrayList<>();
                for (int round = 1; round <= rounds; round++) {
                    measured.add(measure(network, session, other));
                }
                profile(network, session, lines);
                say("dl4j " + network.name(), measured, lines);
            } finally {
                other.ifPresent(LoopProcess::close);
            }
        }
    }

    private Round measure(MeasuredNetwork network, SessionLoop session, Optional<LoopProcess> other) throws Exception {
        double training = perSecond(network.steps() * network.batch(), session::trainEpoch);
        double evaluation = perSecond(MeasuredNetworks.EVALUATED, session::evaluate);
        return other.isEmpty()
                ? new Round(training, evaluation, OptionalDouble.empty(), OptionalDouble.empty())
                : new Round(training, evaluation, theirs(other.get(), "train"), theirs(other.get(), "evaluate"));
    }

    private OptionalDouble theirs(LoopProcess other, String what) throws IOException {
        return OptionalDouble.of(other.rate(what + " " + seconds));
    }

    private double perSecond(int examples, Callable<?> work) throws Exception {
        long begin = ProposalTime.processorNanos();
        long done = 0;
        double passed;
        do {
            work.call();
            done += examples;
            passed = ProposalTime.secondsSince(begin);
        } while (passed < seconds);
        return done / passed;
    }

    private void profile(MeasuredNetwork network, SessionLoop session, BenchmarkLines lines) throws Exception {
        StackSampler sampler = StackSampler.ofThisThread();
        sampler.start();
        try {
            perSecond(1, session::trainEpoch);
        } finally {
            sampler.stop();
        }
        sampler.shares().stream()
                .limit(PLACES)
                .forEach(place ->
                        lines.say("dl4j " + network.name() + " in " + place.name(), "%.0f %%", 100 * place.share()));
    }

    private static void say(String name, List<Round> rounds, BenchmarkLines lines) {
        lines.say(name + " training", "%.1f examples/s", ThroughputRound.median(rounds, Round::training));
        lines.say(name + " evaluation", "%.1f examples/s", ThroughputRound.median(rounds, Round::evaluation));
        if (rounds.get(0).theirTraining().isPresent()) {
            lines.say(
                    name + " training ratio to pytorch",
                    "%.2f",
                    ThroughputRound.median(
                            rounds, r -> r.training() / r.theirTraining().orElseThrow()));
            lines.say(
                    name + " evaluation ratio to pytorch",
                    "%.2f",
                    ThroughputRound.median(
                            rounds, r -> r.evaluation() / r.theirEvaluation().orElseThrow()));
        }
    }
}
