package org.gradus.examples.benchmark;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gradus.core.store.StudyStore;
import org.gradus.core.store.jdbc.StudyStores;
import org.gradus.examples.launcher.ExitCode;
import org.gradus.examples.launcher.Launcher;
import org.gradus.examples.launcher.LauncherCommand;
import org.gradus.examples.launcher.Options;
import org.gradus.examples.launcher.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how large the report of a study is, and how long it takes to read the store and make it. */
@Command(name = "report", description = "Measures how large reports are, and how long they take to make.")
public final class ReportBenchmark implements LauncherCommand {
    @Option(
            names = "--trials",
            split = ",",
            paramLabel = "N",
            description = "trials of the studies that are reported, with commas between (default 1000,10000,100000)")
    List<Integer> trials = List.of(1000, 10_000, 100_000);

    @Option(
            names = "--parameters",
            paramLabel = "N",
            description = "parameters of their spaces, the learning rate first (default ${DEFAULT-VALUE})")
    int parameters = 1;

    @Option(
            names = "--points",
            paramLabel = "N",
            description = "epochs of each trial, an evaluation each (default ${DEFAULT-VALUE})")
    int points = 5;

    public static void main(String[] args) {
        Launcher.main(new ReportBenchmark(), args);
    }

    @Override
    public boolean trains() {
        return false;
    }

    @Override
    public void check() {
        trials.forEach(n -> Options.requireAtLeast("--trials", 1, n));
        Options.requireAtLeast("--parameters", 1, parameters);
        Options.requireAtLeast("--points", 1, points);
    }

    @Override
    public int run(Terminal terminal) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("gradus-benchmark-report-");
        try {
            for (int n : trials) {
                ReportedStudy study = new ReportedStudy(n, parameters, points);
                Path file = folder.resolve("reported-" + n + ".study");
                try (StudyStore store = StudyStores.open(file)) {
                    study.write(store);
                }
                ReportTime.run(file, study, terminal.out());
                Files.delete(file);
            }
            return ExitCode.OK;
        } finally {
            MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
        }
    }
}
