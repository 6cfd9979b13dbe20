package org.gradus.examples.launcher.commands;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.gradus.core.engine.Search;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.space.SearchSpace;
import org.gradus.examples.launcher.internal.commandline.CommandFiles;
import org.gradus.examples.launcher.internal.commandline.ExitCode;
import org.gradus.examples.launcher.internal.commandline.Extensions;
import org.gradus.examples.launcher.internal.commandline.LauncherCommand;
import org.gradus.examples.launcher.internal.commandline.Terminal;
import org.gradus.reports.LivePage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Searches the learning rate of a convolutional network on images, or what another trainer is to be trained with. */
@Command(
        name = "search",
        description =
                "Finds the learning rate of a network on images, or the hyperparameters of any program that trains.")
final class SearchCommand implements LauncherCommand {
    @Mixin
    final SearchOptions options = new SearchOptions();

    @Mixin
    final StoreOptions stored = options.stored;

    @Mixin
    final LiveOptions live = new LiveOptions();

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

    @Option(names = "--begin", description = "write the study into its store (--store) and train nothing: worker does")
    boolean begin;

    /** The search; what to copy. */
    static Search search(SearchOptions options, ChosenTrainer chosen, String strategy) {
        SearchSpace space = options.space.space();
        Search search = Search.of(chosen.trainer())
                .named(options.stored.nameOr(chosen.name()))
                .space(space)
                .objective(chosen.objective(options.objective()))
                .strategy(Extensions.plan(strategy, options.policy))
                .schedule(options.schedule())
                .trials(options.trials)
                .epochs(options.epochs)
                .replicates(options.replicates)
                .parallelism(options.work.parallel(options.training))
                .round(options.round)
                .seed(options.training.seed);
        options.baseline(space, chosen).ifPresent(search::baseline);
        options.work.timeLimit().ifPresent(search::trialTimeLimit);
        options.stored.addTo(search);
        chosen.notes().forEach(search::note);
        search.note(StoredTrainer.NOTE, options.training.recorded().text());
        return search;
    }

    @Override
    public boolean trains() {
        return options.training.isDeeplearning4j();
    }

    @Override
    public boolean takesProgram() {
        return true;
    }

    @Override
    public int run(Terminal terminal) {
        try (ChosenTrainer chosen = options.training.open();
                HeldModels held = HeldModels.of(options, chosen)) {
            chosen.announce(terminal);
            if (begin) {
                Searches.begin(described(chosen, held), stored.nameOr(chosen.name()), terminal);
                return ExitCode.OK;
            }
            Optional<LivePage> page = live.open(terminal);
            try {
                StudyResult result = Searches.run(chosen, terminal, watched -> {
                    Search search = described(watched, held);
                    page.ifPresent(search::listener);
                    return search;
                });
                terminal.out().println(SearchSummary.of(result));
                options.reports.write(result, terminal);
                if (result.interrupted()) {
                    terminal.out().println(interrupted());
                }
                live.stay(terminal);
                return exitCode(result);
            } finally {
                page.ifPresent(LivePage::close);
            }
        }
    }

    private Search described(ChosenTrainer chosen, HeldModels held) {
        Search search = held.addTo(search(options, chosen, strategy));
        also.stream().sorted().forEach(other -> other.addTo(search, also.contains(Hyperparameter.OPTIMIZER)));
        return search;
    }

    private String interrupted() {
        return stored.store()
                .map(store ->
                        "Interrupted. The results so far are in the store; to continue, run the same command again.")
                .orElse("Interrupted, and not stored. With --store FILE a search can be continued.");
    }

    static int exitCode(StudyResult result) {
        if (result.interrupted()) {
            return ExitCode.INTERRUPTED;
        }
        return result.findBest().isPresent() ? ExitCode.OK : ExitCode.FAILURE;
    }

    @Override
    public void check(CommandFiles files) {
        live.check();
        if (begin && stored.store().isEmpty()) {
            throw new IllegalArgumentException("--begin leaves the study in a store\nMaybe --store was forgotten.");
        }
        if (begin && live.isOn()) {
            throw new IllegalArgumentException("--begin trains nothing, so --live would show nothing\nMaybe follow the"
                    + " study with report --live --store FILE.");
        }
        Extensions.strategy(strategy);
        Hyperparameter.check(also, options.training);
        options.reports.check(files);
        options.check(files);
    }
}
