package org.gradus.examples.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gradus.examples.launcher.internal.commandline.CommandFiles;
import org.gradus.examples.launcher.internal.commandline.ExitCode;
import org.gradus.examples.launcher.internal.commandline.LauncherCommand;
import org.gradus.examples.launcher.internal.commandline.OptionRanges;
import org.gradus.examples.launcher.internal.commandline.Terminal;
import org.gradus.trainers.dl4j.environment.ChildJvm;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures what a search costs beside its trainings, by trainings that sleep: in one process, or in many on one study. */
@Command(name = "workers", description = "Measures what a search costs beside its trainings, in many workers too.")
final class WorkersBenchmark implements LauncherCommand {
    private static final int WARM_UP_SHARE = 5;
    private static final double NANOS = 1e9;
    private static final double NANOS_PER_MILLI = 1e6;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "processes that share the study, which needs --postgresql if there are several"
                    + " (default ${DEFAULT-VALUE})")
    int workers = 1;

    @Option(
            names = "--parallel",
            paramLabel = "N",
            description = "trainings at once in each process (default ${DEFAULT-VALUE})")
    int parallel = 1;

    @Option(names = "--trials", paramLabel = "N", description = "trials in all (default ${DEFAULT-VALUE})")
    int trials = 2000;

    @Option(names = "--millis", paramLabel = "N", description = "how long a training sleeps (default ${DEFAULT-VALUE})")
    int millis = 20;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "the folder of the measured store, whose disk is measured (default: the current folder)")
    Path folder = Path.of("");

    @Option(
            names = "--postgresql",
            paramLabel = "URL",
            description = "a store in PostgreSQL, in which the studies that are made for it stay:"
                    + " jdbc:postgresql://host:port/database (default: an SQLite file)")
    Optional<String> postgresql = Optional.empty();

    @Override
    public void check(CommandFiles files) {
        OptionRanges.requireAtLeast("--workers", 1, workers);
        OptionRanges.requireAtLeast("--parallel", 1, parallel);
        OptionRanges.requireAtLeast("--trials", 1, trials);
        OptionRanges.requireAtLeast("--millis", 0, millis);
        postgresql.ifPresent(MeasuredStores::requirePostgres);
        if (workers > 1 && postgresql.isEmpty()) {
            throw new IllegalArgumentException("--workers: several share a study in PostgreSQL alone"
                    + "\nMaybe name a server by --postgresql, or ask for more trainings at once by --parallel.");
        }
        MeasuredStores.requireFolder(folder);
    }

    @Override
    public int run(Terminal terminal) throws IOException, InterruptedException {
        try (TemporaryFolder stores = TemporaryFolder.in(folder)) {
            String address = postgresql.orElseGet(
                    () -> stores.path().resolve("workers.study").toString());
            measure(new BenchmarkLines(terminal.out()), address);
        }
        return ExitCode.OK;
    }

    private void measure(BenchmarkLines lines, String address) throws IOException, InterruptedException {
        String name = "workers " + (postgresql.isPresent() ? "postgresql" : "sqlite") + " " + workers + " x " + parallel
                + " of " + millis + " ms";
        try (Workers started = Workers.start(workers, process(address))) {
            long before = transactions();
            long start = System.nanoTime();
            long processor = started.work();
            double seconds = (System.nanoTime() - start) / NANOS;
            started.awaitEnd();
            lines.say(name, "%.1f trials/s", trials / seconds);
            lines.say(name, "%.2f ms of processor a trial", processor / NANOS_PER_MILLI / trials);
            if (postgresql.isPresent()) {
                lines.say(name, "%.2f transactions a trial", (double) (transactions() - before) / trials);
            }
        }
    }

    private ChildJvm process(String address) {
        int warmUp = Math.max(1, trials / WARM_UP_SHARE);
        List<String> arguments =
                new ArrayList<>(List.of(address, "workers " + UUID.randomUUID(), Integer.toString(warmUp)));
        arguments.addAll(new SharedSearch(trials, millis, parallel).arguments());
        return ChildJvm.of(WorkerProcess.class, arguments.toArray(String[]::new));
    }

    /** The transactions of the measured database since its statistics begin; 0 if it is a file. */
    private long transactions() throws IOException {
        if (postgresql.isEmpty()) {
            return 0;
        }
        try (Connection connection = DriverManager.getConnection(postgresql.get());
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT xact_commit + xact_rollback FROM pg_stat_database"
                        + " WHERE datname = current_database()")) {
            count.next();
            return count.getLong(1);
        } catch (SQLException e) {
            throw new IOException("the server does not count its transactions: " + e.getMessage(), e);
        }
    }
}
