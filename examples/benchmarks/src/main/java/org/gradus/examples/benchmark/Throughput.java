package org.gradus.examples.benchmark;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gradus.core.trial.Seeds;

/**
 * Measures how many images a second are trained on, in rounds that measure everything once. Ratios are medians of the ratios
 * within the rounds.
 *
 * @param seconds how long each measurement takes at least, positive
 * @param rounds how many are counted, after one that is not, at least 1
 * @param seed of the parameters and of the order of the images
 */
record Throughput(double seconds, int rounds, long seed) {
    /** How many losses of the plain loop are compared with Gradus's. */
    static final int STEPS_COMPARED = 32;

    private static final String RATE = "%.1f images/s";
    private static final String RATIO = "%.2f";

    void run(Optional<PyTorch> pytorch, PrintWriter out, PrintWriter err) throws Exception {
        try (TemporaryFolder folder = TemporaryFolder.ofSystem();
                ComparedLoops all = ComparedLoops.start(folder.path(), pytorch, new Seeds(seed, seed))) {
            measure(all, new BenchmarkLines(out), err);
        }
    }

    private void measure(ComparedLoops all, BenchmarkLines lines, PrintWriter err) throws Exception {
        double difference = all.lossDifference();
        all.measure(seconds, true);
        err.println("everything is warm");
        List<ThroughputRound> measured = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            measured.add(all.measure(seconds, round % 2 == 0));
            err.println("round " + round + " of " + rounds + " is measured");
        }
        say(measured, difference, lines);
    }

    private static void say(List<ThroughputRound> rounds, double difference, BenchmarkLines lines) {
        lines.say("dl4j plain", RATE, ThroughputRound.median(rounds, ThroughputRound::plain));
        lines.say("dl4j gradus", RATE, ThroughputRound.median(rounds, ThroughputRound::one));
        lines.say("dl4j ratio to plain", RATIO, ThroughputRound.median(rounds, r -> r.one() / r.plain()));
        lines.say("dl4j loss difference to plain", "%.1e", difference);
        lines.say("dl4j bare", RATE, ThroughputRound.median(rounds, ThroughputRound::bare));
        lines.say("dl4j cost over bare", "%.1f %%", 100 * ThroughputRound.median(rounds, r -> r.bare() / r.one() - 1));
        lines.say("dl4j two trials", RATE, ThroughputRound.median(rounds, ThroughputRound::two));
        lines.say("dl4j ratio two trials to one", RATIO, ThroughputRound.median(rounds, r -> r.two() / r.one()));
        if (rounds.get(0).pytorch().isPresent()) {
            lines.say(
                    "pytorch",
                    RATE,
                    ThroughputRound.median(rounds, r -> r.pytorch().orElseThrow()));
            lines.say(
                    "dl4j ratio to pytorch",
                    RATIO,
                    ThroughputRound.median(rounds, r -> r.one() / r.pytorch().orElseThrow()));
        }
    }
}
