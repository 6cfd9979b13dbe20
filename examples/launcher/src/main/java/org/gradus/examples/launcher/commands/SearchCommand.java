package org.gradus.examples.launcher.commands;

import java.util.EnumSet;
import java.util.Set;
import org.gradus.core.engine.Search;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.examples.launcher.internal.commandline.CommandFiles;
import org.gradus.examples.launcher.internal.commandline.ExitCode;
import org.gradus.examples.launcher.internal.commandline.Extensions;
import org.gradus.examples.launcher.internal.commandline.LauncherCommand;
import org.gradus.examples.launcher.internal.commandline.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Searches the learning rate of a convolutional network on images. */
@Command(name = "search", description = "Finds the learning rate of a convolutional network on images.")
final class SearchCommand implements LauncherCommand {
    @Mixin
    final SearchOptions options = new SearchOptions();

    @Option(
            names = "--strategy",
            paramLabel = "STRATEGY",
            completionCandidates = Extensions.Strategies.class,
            description = "proposes the rates: grid, random, bayesian, ... (default ${DEFAULT-VALUE})")
    String strategy = Extensions.AUTO;

    @Option(
            names = "--also",
            paramLabel = "PARAMETER",
            split = ",",
            converter = Hyperparameter.Converter.class,
            description =
                    "searched besides the rate: optimizer, schedule, batch, momentum, weight-decay (default: none)")
    Set<Hyperparameter> also = EnumSet.noneOf(Hyperparameter.class);

    /** The search; what to copy. */
    static Search search(SearchOptions options, String strategy) {
        TrainingOptions training = options.training;
        Search search = Search.of(training.trainer())
                .named(options.stored.nameOr(training.name()))
                .learningRate(options.rates.min(), options.rates.max())
                .objective(options.objective.objective)
                .strategy(Extensions.plan(strategy, options.policy))
                .schedule(options.schedule())
                .trials(options.trials)
                .epochs(options.epochs)
                .replicates(options.replicates)
                .baseline(Configuration.of(new LearningRate(training.optimizer.defaultRate())))
                .parallelism(options.parallel)
                .round(options.round)
                .seed(training.seed);
        options.timeLimit().ifPresent(search::trialTimeLimit);
        options.stored.addTo(search);
        training.notes().forEach(search::note);
        return search;
    }

    @Override
    public boolean trains() {
        return true;
    }

    @Override
    public int run(Terminal terminal) {
        options.training.announce(terminal);
        Search search = search(options, strategy);
        also.stream().sorted().forEach(other -> other.addTo(search, also.contains(Hyperparameter.OPTIMIZER)));
        StudyResult result = Searches.run(search, terminal);
        terminal.out().println(SearchSummary.of(result));
        options.reports.write(result, terminal);
        if (result.interrupted()) {
            terminal.out()
                    .println(options.stored
                            .store()
                            .map(
                                    store ->
                                            "Interrupted. The results so far are in the store; to continue, run the same command again.")
                            .orElse("Interrupted, and not stored. With --store FILE a search can be continued."));
        }
        return exitCode(result);
    }

    static int exitCode(StudyResult result) {
        if (result.interrupted()) {
            return ExitCode.INTERRUPTED;
        }
        return result.findBest().isPresent() ? ExitCode.OK : ExitCode.FAILURE;
    }

    @Override
    public void check(CommandFiles files) {
        Extensions.strategy(strategy);
        Hyperparameter.check(also, options.training.optimizer);
        options.check(files);
    }
}
