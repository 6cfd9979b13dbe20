package org.gradus.examples.benchmark;

import java.io.IOException;
import java.util.List;
import org.gradus.examples.launcher.internal.commandline.CommandFiles;
import org.gradus.examples.launcher.internal.commandline.ExitCode;
import org.gradus.examples.launcher.internal.commandline.LauncherCommand;
import org.gradus.examples.launcher.internal.commandline.OptionRanges;
import org.gradus.examples.launcher.internal.commandline.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how large the report of a study is, and how long it takes to read the store and make it. */
@Command(name = "report", description = "Measures how large reports are, and how long they take to make.")
final class ReportBenchmark implements LauncherCommand {
    private static final String HEAP = "-Xmx2g";

    @Option(
            names = "--trials",
            split = ",",
            paramLabel = "N",
            description = "trials of the studies that are reported, separated by commas (default 1000,10000,100000)")
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

    @Override
    public void check(CommandFiles files) {
        trials.forEach(n -> OptionRanges.requireAtLeast("--trials", 1, n));
        OptionRanges.requireAtLeast("--parameters", 1, parameters);
        OptionRanges.requireAtLeast("--points", 1, points);
    }

    @Override
    public int run(Terminal terminal) throws IOException, InterruptedException {
        try (TemporaryFolder folder = TemporaryFolder.ofSystem()) {
            for (int n : trials) {
                new ReportedStudy(n, parameters, points).measure(ReportTime.class, HEAP, folder.path(), terminal.out());
            }
        }
        return ExitCode.OK;
    }
}
