package org.gradus.examples.benchmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.core.engine.AutoPlan;
import org.gradus.core.engine.Search;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.execution.FileCheckpointStore;
import org.gradus.core.ranking.RankedTrial;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.Scale;
import org.gradus.core.space.ScheduleFamily;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.training.Trainer;
import org.gradus.core.training.TrainingException;
import org.gradus.core.trial.Objective;
import org.gradus.examples.launcher.internal.commandline.CommandFiles;
import org.gradus.examples.launcher.internal.commandline.ExitCode;
import org.gradus.examples.launcher.internal.commandline.Extensions;
import org.gradus.examples.launcher.internal.commandline.LauncherCommand;
import org.gradus.examples.launcher.internal.commandline.OptionRanges;
import org.gradus.examples.launcher.internal.commandline.Terminal;
import org.gradus.trainers.process.ProcessTrainer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Searches six hyperparameters of a network that a program trains, at the cost of a number of full trainings. */
@Command(
        name = "network",
        description = "Searches six hyperparameters of a network, which docs/comparison/network_search.py trains.")
final class NetworkBenchmark implements LauncherCommand {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Option(
            names = "--strategy",
            paramLabel = "STRATEGY",
            completionCandidates = Extensions.Strategies.class,
            description = "proposes the configurations (default ${DEFAULT-VALUE})")
    String strategy = Extensions.AUTO;

    @Option(
            names = "--policy",
            paramLabel = "POLICY",
            completionCandidates = Extensions.Policies.class,
            description = "decides how long they train (default ${DEFAULT-VALUE})")
    String policy = Extensions.AUTO;

    @Option(names = "--seeds", paramLabel = "N", description = "how many seeds (default ${DEFAULT-VALUE})")
    int seeds = 5;

    @Option(names = "--first-seed", paramLabel = "S", description = "the first of them (default ${DEFAULT-VALUE})")
    long firstSeed;

    @Option(
            names = "--trainings",
            paramLabel = "N",
            description = "full trainings to pay for, those of finalists among them (default ${DEFAULT-VALUE})")
    int trainings = 30;

    @Option(
            names = "--finalists",
            paramLabel = "N",
            description = "how many of the best are trained again (default ${DEFAULT-VALUE})")
    int finalists = 3;

    @Option(
            names = "--replicates",
            paramLabel = "N",
            description = "with how many fresh seeds each is (default ${DEFAULT-VALUE})")
    int replicates;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "how long a full training is (default ${DEFAULT-VALUE})")
    int epochs = 8;

    @Mixin
    TableFiles files = new TableFiles();

    @Parameters(arity = "0..*", paramLabel = "PROGRAM", description = "after --: the program, and its arguments")
    List<String> program = List.of();

    @Override
    public boolean takesProgram() {
        return true;
    }

    @Override
    public void check(CommandFiles all) {
        files.check(all);
        OptionRanges.requireAtLeast("--seeds", 1, seeds);
        OptionRanges.requireAtLeast("--trainings", 1, trainings);
        OptionRanges.requireAtLeast("--finalists", 1, finalists);
        OptionRanges.requireAtLeast("--replicates", 0, replicates);
        if (searchTrainings() < 1) {
            throw new IllegalArgumentException(finalists + " finalists with " + replicates
                    + " replicates leave nothing of " + trainings + " trainings for the search");
        }
        OptionRanges.requireAtLeast("--epochs", 1, epochs);
        Extensions.plan(strategy, policy);
        if (program.isEmpty()) {
            throw new IllegalArgumentException("a program must be named after --"
                    + "\nMaybe benchmark network -- python3 docs/comparison/network_search.py program is meant.");
        }
    }

    @Override
    public int run(Terminal terminal) throws IOException, TrainingException, InterruptedException {
        List<String> rows = new ArrayList<>();
        List<String> markdown = new ArrayList<>(
                List.of("| seed | epochs | trials | best seen | configuration |", "|---|---|---|---|---|"));
        try (TemporaryFolder models = TemporaryFolder.ofSystem();
                ProcessTrainer trainer = ProcessTrainer.start(program)) {
            for (long seed = firstSeed; seed < firstSeed + seeds; seed++) {
                StudyResult result =
                        search(trainer, FileCheckpointStore.in(models.path().resolve("seed-" + seed)), seed);
                RankedTrial best = result.best();
                double seen = best.figure().orElseThrow().mean();
                long spent = Math.round(result.epochsSpent());
                int trials = result.view().searchedCount();
                rows.add("gradus " + strategy + ' ' + policy + ',' + seed + ',' + spent + ',' + trials + ',' + seen
                        + ',' + quoted(json(best.configuration())));
                markdown.add("| " + seed + " | " + spent + " | " + trials + " | " + seen + " | " + best.configuration()
                        + " |");
                terminal.progress().println("seed " + seed + " is searched");
            }
        }
        files.write(markdown, rows, terminal);
        return ExitCode.OK;
    }

    /** What is left for the search: all tools that are compared pay for as many trainings. */
    private double searchTrainings() {
        return trainings - (double) finalists * replicates;
    }

    /** Trials that are put aside are saved: a process for each would take more memory than there is. */
    private StudyResult search(Trainer trainer, FileCheckpointStore models, long seed) throws InterruptedException {
        AutoPlan plan = Extensions.plan(strategy, policy);
        return Search.of(trainer)
                .named("network")
                .learningRate(1e-5, 1)
                .categorical("optimizer", "nesterovs", "adam", "rmsprop")
                .categorical(ScheduleFamily.PARAMETER, "constant", "cosine", "one-cycle")
                .integer("batch", 16, 128)
                .real("momentum", 0.5, 0.99, Scale.LINEAR)
                .real("weight-decay", 1e-6, 1e-2, Scale.LOG)
                .objective(Objective.maximize("validationAccuracy"))
                .strategy(plan)
                .epochs(epochs)
                .fullTrainings(searchTrainings())
                .finalists(finalists)
                .replicates(replicates)
                .parallelism(1)
                .models(models)
                .heldInMemory(0)
                .seed(seed)
                .run();
    }

    /** As the program is asked for it. */
    private static String json(Configuration configuration) throws JsonProcessingException {
        Map<String, Object> named = new LinkedHashMap<>();
        configuration
                .values()
                .forEach((name, value) ->
                        named.put(name.equals(SearchSpace.LEARNING_RATE) ? "learning-rate" : name, value));
        return JSON.writeValueAsString(named);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}
