package org.gradus.examples.launcher.commands;

import java.util.Optional;
import org.gradus.core.budget.FullBudget;
import org.gradus.core.engine.Search;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.rangetest.RangeTestPlan;
import org.gradus.core.rangetest.SweepStrategy;
import org.gradus.examples.launcher.internal.commandline.CommandFiles;
import org.gradus.examples.launcher.internal.commandline.ExitCode;
import org.gradus.examples.launcher.internal.commandline.LauncherCommand;
import org.gradus.examples.launcher.internal.commandline.OptionRanges;
import org.gradus.examples.launcher.internal.commandline.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Shows what a learning rate does: trains at one that is too low, a good one and one that is too high, by a strategy of
 * its own, {@link ThreeRegimes}.
 */
@Command(
        name = "illustrate",
        description = "Shows the three regimes of learning rates: trains at one too low, a good one and one too high.")
final class IllustrateCommand implements LauncherCommand {
    private static final SweepStrategy SWEEPS =
            new SweepStrategy(RangeTestPlan.of(1e-7, 10).withoutEdge());

    /** Three trainings if the sweeps are right, and some more if they are not. */
    private static final int MOST_TRIALS = 9;

    private static final double LOWEST = 1e-10;
    private static final double HIGHEST = 1e3;

    @Mixin
    final TrainingOptions training = new TrainingOptions();

    @Mixin
    final ReportOptions reports = new ReportOptions();

    @Option(names = "--epochs", paramLabel = "N", description = "epochs of each training (default ${DEFAULT-VALUE})")
    int epochs = 5;

    @Option(
            names = "--spread",
            paramLabel = "F",
            description = "the rates too low and too high lie this factor outside what sweeps of the rate name"
                    + " (default ${DEFAULT-VALUE})")
    double spread = 30;

    /** Sweeps, then a training in each regime, each to the end; what to copy. */
    Search search(ChosenTrainer chosen) {
        Search search = Search.of(chosen.trainer())
                .named("illustration-" + chosen.name())
                .learningRate(LOWEST, HIGHEST)
                .objective(chosen.objective(Optional.empty()))
                .strategy(new ThreeRegimes(SWEEPS, spread))
                .policy(new FullBudget())
                .trials(MOST_TRIALS)
                .finalists(MOST_TRIALS)
                .epochs(epochs)
                .parallelism(training.defaultParallel())
                .round(2)
                .seed(training.seed);
        chosen.notes().forEach(search::note);
        return search;
    }

    @Override
    public boolean trains() {
        return training.isDeeplearning4j();
    }

    @Override
    public boolean takesProgram() {
        return true;
    }

    @Override
    public int run(Terminal terminal) {
        try (ChosenTrainer chosen = training.open()) {
            chosen.announce(terminal);
            return shown(Searches.run(chosen, terminal, this::search), terminal);
        }
    }

    private int shown(StudyResult result, Terminal terminal) {
        if (!result.interrupted()) {
            terminal.out().println(SweepWords.of(SWEEPS.analyse(result.view())));
            terminal.out().println();
            terminal.out().println(RegimeTable.table(result));
        }
        reports.write(result, terminal);
        if (result.interrupted()) {
            return ExitCode.INTERRUPTED;
        }
        boolean complete = RegimeTrials.tooLow(result.view()).isPresent()
                && RegimeTrials.tooHigh(result.view()).isPresent();
        return complete ? ExitCode.OK : ExitCode.FAILURE;
    }

    @Override
    public void check(CommandFiles files) {
        reports.check(files);
        OptionRanges.requireAtLeast("--epochs", 3, epochs);
        new ThreeRegimes(SWEEPS, spread);
        training.check(files);
    }
}
