package org.gradus.examples.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.gradus.core.budget.BudgetPolicy;
import org.gradus.core.budget.FullBudget;
import org.gradus.core.store.InMemoryStudyStore;
import org.gradus.core.store.StudyStore;
import org.gradus.core.store.jdbc.StudyStores;
import org.gradus.examples.launcher.internal.commandline.CommandFiles;
import org.gradus.examples.launcher.internal.commandline.ExitCode;
import org.gradus.examples.launcher.internal.commandline.LauncherCommand;
import org.gradus.examples.launcher.internal.commandline.OptionRanges;
import org.gradus.examples.launcher.internal.commandline.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how many trials a second are asked for, reported and stored, and how long it takes to open a study. */
@Command(name = "engine", description = "Measures how many trials a second are asked for, reported and stored.")
final class EngineBenchmark implements LauncherCommand {
    private static final int POINTS = 10;
    private static final int WARM_UP_SHARE = 5;
    private static final String HEAP = "-Xmx1g";

    @Option(
            names = "--trials",
            paramLabel = "N",
            description = "trials of each search that is measured (default ${DEFAULT-VALUE})")
    int trials = 1000;

    @Option(
            names = "--open",
            split = ",",
            paramLabel = "N",
            description = "trials of the studies that are opened, separated by commas (default 1000,10000,100000)")
    List<Integer> opened = List.of(1000, 10_000, 100_000);

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "the folder of the measured stores, whose disk is measured (default: the current folder)")
    Path folder = Path.of("");

    @Option(
            names = "--postgresql",
            paramLabel = "URL",
            description = "measures a store in PostgreSQL too, in which the studies that are made for it stay:"
                    + " jdbc:postgresql://host:port/database (default: none)")
    Optional<String> postgresql = Optional.empty();

    @Override
    public void check(CommandFiles files) {
        OptionRanges.requireAtLeast("--trials", 1, trials);
        opened.forEach(n -> OptionRanges.requireAtLeast("--open", 1, n));
        postgresql.ifPresent(MeasuredStores::requirePostgres);
        MeasuredStores.requireFolder(folder);
    }

    @Override
    public int run(Terminal terminal) throws IOException, InterruptedException {
        try (TemporaryFolder stores = TemporaryFolder.in(folder)) {
            BenchmarkLines lines = new BenchmarkLines(terminal.out());
            measure(lines, "ask+tell memory", 1, new FullBudget(), new InMemoryStudyStore());
            measureDatabase(
                    lines, "sqlite", name -> StudyStores.open(stores.path().resolve(name + ".study")));
            postgresql.ifPresent(url -> measureDatabase(lines, "postgresql", name -> StudyStores.open(url)));
            for (int n : opened) {
                new GeneratedStudy("opened", n, POINTS).measure(OpeningTime.class, HEAP, stores.path(), terminal.out());
            }
        }
        return ExitCode.OK;
    }

    /** Measures a kind of database, each time in a store opened for that. */
    private void measureDatabase(BenchmarkLines lines, String kind, Function<String, StudyStore> stores) {
        String points = "ask+tell with " + POINTS + " points ";
        measure(lines, "ask+tell " + kind, 1, new FullBudget(), stores.apply("single"));
        measure(lines, points + kind, POINTS, new EpochByEpochPolicy(), stores.apply("points"));
        measure(lines, points + "batched " + kind, POINTS, new FullBudget(), stores.apply("batched"));
    }

    private void measure(BenchmarkLines lines, String name, int points, BudgetPolicy policy, StudyStore store) {
        try (store) {
            int warmUp = Math.max(1, trials / WARM_UP_SHARE);
            String study = name + " " + UUID.randomUUID();
            AskTellLoop.trialsPerSecond(new GeneratedStudy("warm-up of " + study, warmUp, points), policy, store);
            double rate = AskTellLoop.trialsPerSecond(new GeneratedStudy(study, trials, points), policy, store);
            lines.say(name, "%.1f trials/s", rate);
        }
    }
}
