package org.gradus.examples.benchmark;

import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.gradus.core.budget.FullBudget;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.engine.PlanRequest;
import org.gradus.core.space.Figures;
import org.gradus.core.strategy.Strategy;
import org.gradus.core.training.TrainerDescriptor;
import org.gradus.core.trial.Capability;
import org.gradus.examples.launcher.internal.commandline.CommandFiles;
import org.gradus.examples.launcher.internal.commandline.ExitCode;
import org.gradus.examples.launcher.internal.commandline.Extensions;
import org.gradus.examples.launcher.internal.commandline.LauncherCommand;
import org.gradus.examples.launcher.internal.commandline.OptionRanges;
import org.gradus.examples.launcher.internal.commandline.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures how long strategies take to propose a trial, in one thread. */
@Command(name = "proposals", description = "Measures how long strategies take to propose a trial.")
final class ProposalsBenchmark implements LauncherCommand {
    private static final int MOST_SECONDS = 3600;
    private static final double MILLIS_PER_SECOND = 1000;

    @Mixin
    final StrategyOptions options = new StrategyOptions();

    @Option(
            names = "--dimensions",
            split = ",",
            paramLabel = "N",
            description = "parameters of the space, separated by commas (default 1,5)")
    List<Integer> dimensions = List.of(1, 5);

    @Option(
            names = "--trials",
            split = ",",
            paramLabel = "N",
            description = "finished trials, rising, separated by commas (default 30,100,300,1000,10000)")
    List<Integer> trials = List.of(30, 100, 300, 1000, 10_000);

    @Option(
            names = "--seconds",
            paramLabel = "S",
            description =
                    "how long each measurement takes; what would take longer is skipped (default ${DEFAULT-VALUE})")
    double seconds = 3;

    @Override
    public void check(CommandFiles files) {
        options.strategies();
        OptionRanges.requirePositive("--seconds", MOST_SECONDS, seconds);
        dimensions.forEach(n -> OptionRanges.requireAtLeast("--dimensions", 1, n));
        int before = 0;
        for (int n : trials) {
            OptionRanges.requireAtLeast("--trials", 1, n);
            if (n <= before) {
                throw new IllegalArgumentException("--trials must rise, but " + n + " follows " + before);
            }
            before = n;
        }
    }

    @Override
    public int run(Terminal terminal) {
        for (String strategy : options.strategies()) {
            for (int n : dimensions) {
                measure(strategy, n, terminal.out());
            }
        }
        return ExitCode.OK;
    }

    private void measure(String name, int dimensionCount, PrintWriter out) {
        OptionalDouble before = OptionalDouble.of(0);
        int trialsBefore = 1;
        for (int n : trials) {
            // What grew no faster than the history so far is tried; what was skipped once is not tried again.
            boolean hopeful =
                    before.isPresent() && before.getAsDouble() * n / trialsBefore <= MILLIS_PER_SECOND * seconds;
            String line = "propose " + name + " " + dimensionCount + "d at " + n + ":";
            try {
                before = hopeful
                        ? new ProposalTime(seconds)
                                .median(strategy(name, dimensionCount, n), new FinishedStudy(dimensionCount, n))
                        : OptionalDouble.empty();
                if (before.isPresent()) {
                    new BenchmarkLines(out).say(line, "%.1f ms", before.getAsDouble());
                } else {
                    out.println(line + " skipped, it takes longer than " + Figures.of(seconds) + " s");
                }
            } catch (IllegalStateException e) {
                out.println(line + " left out, "
                        + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
            }
            trialsBefore = n;
        }
    }

    /** The strategy, or what the automatic plan makes of it. */
    private static Strategy strategy(String name, int dimensionCount, int trialCount) {
        FinishedStudy history = new FinishedStudy(dimensionCount, trialCount);
        Set<Capability> all = EnumSet.allOf(Capability.class);
        TrainerDescriptor trainer = new TrainerDescriptor("made", "made 1", Set.of(Evaluation.ACCURACY), all, Map.of());
        Strategy strategy = PlanRequest.of(history.space(), history.budget(), trainer)
                .plan(Extensions.plan(name, FullBudget.NAME))
                .strategy();
        strategy.check(history.space(), history.budget());
        return strategy;
    }
}
