package org.gradus.examples.benchmark;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.gradus.core.engine.Search;
import org.gradus.core.engine.SearchListener;
import org.gradus.core.study.StudyView;
import org.gradus.core.study.TrialEvent;
import org.gradus.strategies.Strategies;
import org.gradus.trainers.dl4j.environment.ChildJvm;

/**
 * How the resident memory of a search grows from trial to trial. The search runs in a JVM of its own, which this class is the
 * main class of: random rates, one epoch each with its evaluations, two at once. Its Java heap has one size from the start, so
 * that what grows is outside of it.
 */
final class MemoryTrials {
    /** After how many trials everything is in place; growth is counted from there. */
    static final int FIRST = 10;

    private static final String HEAP = "192m";
    private static final int BETWEEN = 100;
    private static final int AROUND = 5;
    private static final int TRAINING_IMAGES = 20 * BenchmarkData.BATCH;
    private static final int VALIDATION_IMAGES = 250;

    private MemoryTrials() {}

    /**
     * Starts that JVM and says what it says.
     *
     * @param trials how many, above {@link #FIRST}
     */
    static void run(int trials, long seed, PrintWriter out, PrintWriter err) throws IOException, InterruptedException {
        if (!ResidentMemory.isKnown()) {
            err.println("the resident memory of a process is not known on this system, and is left out");
            return;
        }
        MeasuringProcess.run(
                ChildJvm.of(MemoryTrials.class, Integer.toString(trials), Long.toString(seed))
                        .withOption("-Xms" + HEAP)
                        .withOption("-Xmx" + HEAP)
                        .withOption("-XX:+AlwaysPreTouch"),
                "the search whose memory is measured",
                out);
    }

    /** Arguments: how many trials, the seed of the search. */
    public static void main(String[] args) {
        BenchmarkLines lines = MeasuringProcess.lines();
        int trials = Integer.parseInt(args[0]);
        Reader reader = new Reader();
        Search.of(BenchmarkData.trainer(BenchmarkData.first(TRAINING_IMAGES, VALIDATION_IMAGES)))
                .learningRate(1e-4, 1e-1)
                .strategy(Strategies.random())
                .trials(trials)
                .epochs(1)
                .finalists(1)
                .parallelism(2)
                .seed(Long.parseLong(args[1]))
                .listener(reader)
                .run();
        reader.say(lines);
    }

    /** Reads the resident memory at the end of every trial. */
    private static final class Reader implements SearchListener {
        private final List<Double> read = new ArrayList<>();

        @Override
        public void onEvent(TrialEvent event, StudyView view) {
            if (event.kind() == TrialEvent.Kind.TRIAL_ENDED) {
                read.add(ResidentMemory.mebibytes());
            }
        }

        void say(BenchmarkLines lines) {
            Stream.of(FIRST, BETWEEN, read.size())
                    .filter(trials -> trials <= read.size())
                    .distinct()
                    .forEach(trials ->
                            lines.say("dl4j resident after " + trials + " trials", "%.1f MiB", after(trials)));
            lines.say("dl4j growth of resident memory", "%.1f %%", 100 * (after(read.size()) / after(FIRST) - 1));
        }

        /** The median at the ends of the ten trials around one: it moves with what the other trial just does. */
        private double after(int trials) {
            int to = Math.min(read.size(), trials + AROUND);
            return ThroughputRound.median(read.subList(Math.max(0, to - 2 * AROUND), to), size -> size);
        }
    }
}
