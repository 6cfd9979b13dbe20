package org.gradus.examples.benchmark;

import com.google.common.primitives.Doubles;
import java.util.ArrayList;
import java.util.List;
import org.gradus.core.curve.CurveStatistics;
import org.gradus.core.engine.Search;
import org.gradus.core.study.SearchException;
import org.gradus.core.training.ForwardingTrainer;
import org.gradus.core.training.TrainingException;
import org.gradus.core.training.TrainingRequest;
import org.gradus.core.training.TrainingSession;
import org.gradus.core.trial.Objective;
import org.gradus.examples.launcher.internal.commandline.CommandFiles;
import org.gradus.examples.launcher.internal.commandline.ExitCode;
import org.gradus.examples.launcher.internal.commandline.LauncherCommand;
import org.gradus.examples.launcher.internal.commandline.OptionRanges;
import org.gradus.examples.launcher.internal.commandline.Terminal;
import org.gradus.reports.LivePage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures what browsers on a live page cost a search, and how late they see that a trial has ended. */
@Command(name = "live", description = "Measures what browsers that watch a search cost it.")
final class LiveBenchmark implements LauncherCommand {
    private static final int TRIALS_AT_ONCE = 2;

    @Option(names = "--trials", paramLabel = "N", description = "trials of each search (default ${DEFAULT-VALUE})")
    int trials = 40;

    @Option(
            names = "--work",
            paramLabel = "N",
            description = "millions of logarithms that a trial takes, on one processor (default ${DEFAULT-VALUE})")
    int work = 40;

    @Option(names = "--browsers", paramLabel = "N", description = "browsers that watch (default ${DEFAULT-VALUE})")
    int browsers = 8;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "searches with browsers and without, by turns (default ${DEFAULT-VALUE})")
    int rounds = 5;

    /** Computes for a while before each trial, as a training would. */
    private static final class BusyTrainer extends ForwardingTrainer {
        private final long logarithms;

        BusyTrainer(long logarithms) {
            super(new KnownTruthTrainer(KnownTruthTrainer.Shape.PEAK, 2, -2, 0.5, 1));
            this.logarithms = logarithms;
        }

        @Override
        public TrainingSession open(TrainingRequest request) throws TrainingException {
            double total = 0;
            for (long i = 1; i <= logarithms; i++) {
                total += Math.log((double) i);
            }
            if (Double.isNaN(total)) { // Never; but what is computed must be used.
                throw new TrainingException("a sum of logarithms is a number");
            }
            return super.open(request);
        }
    }

    @Override
    public void check(CommandFiles files) {
        OptionRanges.requireAtLeast("--trials", 1, trials);
        OptionRanges.requireAtLeast("--work", 1, work);
        OptionRanges.requireAtLeast("--browsers", 1, browsers);
        OptionRanges.requireAtLeast("--rounds", 1, rounds);
    }

    @Override
    public int run(Terminal terminal) throws InterruptedException {
        BenchmarkLines lines = new BenchmarkLines(terminal.out());
        List<Double> alone = new ArrayList<>();
        List<Double> watched = new ArrayList<>();
        List<Double> late = new ArrayList<>();
        seconds(search());
        watched(new ArrayList<>());
        for (int i = 0; i < rounds; i++) {
            alone.add(seconds(search()));
            watched.add(watched(late));
        }
        lines.say("search without browsers", "%.2f s", median(alone));
        lines.say("search with " + browsers + " browsers", "%.2f s", median(watched));
        lines.say("ratio", "%.4f", median(watched) / median(alone));
        double[] delays =
                late.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        if (delays.length > 0) {
            lines.say(
                    "trial seen after",
                    "median %.2f s, 95 %% within %.2f s, all within %.2f s",
                    delays[delays.length / 2],
                    delays[(int) (0.95 * (delays.length - 1))],
                    delays[delays.length - 1]);
        }
        return ExitCode.OK;
    }

    private Search search() {
        return Search.of(new BusyTrainer(work * 1_000_000L))
                .named("watched")
                .learningRate(1e-5, 1)
                .objective(Objective.maximize("validationAccuracy"))
                .trials(trials)
                .epochs(2)
                .replicates(0)
                .parallelism(TRIALS_AT_ONCE)
                .seed(1);
    }

    private static double seconds(Search search) {
        long from = System.nanoTime();
        if (search.run().findBest().isEmpty()) {
            throw new SearchException("the search found nothing");
        }
        return (System.nanoTime() - from) / 1e9;
    }

    private double watched(List<Double> late) throws InterruptedException {
        WatchingBrowsers watching;
        double seconds;
        try (LivePage page = LivePage.open(0)) {
            watching = new WatchingBrowsers(page.address(), browsers);
            seconds = seconds(search().listener(watching).listener(page));
        }
        late.addAll(watching.delays());
        return seconds;
    }

    private static double median(List<Double> values) {
        return CurveStatistics.median(Doubles.toArray(values));
    }
}
