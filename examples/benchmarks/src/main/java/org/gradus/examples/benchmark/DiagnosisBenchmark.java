package org.gradus.examples.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gradus.examples.launcher.internal.commandline.CommandFiles;
import org.gradus.examples.launcher.internal.commandline.ExitCode;
import org.gradus.examples.launcher.internal.commandline.LauncherCommand;
import org.gradus.examples.launcher.internal.commandline.Terminal;
import org.gradus.trainers.replay.CurveTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures how often the diagnosis of half a training is what all epochs, seeds and rates say of it. */
@Command(
        name = "diagnosis",
        description = "Diagnoses the first half of recorded trainings and compares with labels from all of the record.")
final class DiagnosisBenchmark implements LauncherCommand {
    @Option(names = "--tables", required = true, paramLabel = "DIR", description = "a folder of tables, *.csv.gz")
    Path folder = Path.of("");

    @Mixin
    TableFiles files = new TableFiles();

    @Override
    public void check(CommandFiles all) {
        files.check(all);
        TableFolder.nameFiles(folder, all);
        TableFolder.read(folder).forEach(CurveLabels::of);
    }

    @Override
    public int run(Terminal terminal) throws IOException {
        List<DiagnosisRow> rows = new ArrayList<>();
        for (CurveTable table : TableFolder.read(folder)) {
            rows.addAll(DiagnosisRow.of(table));
            terminal.progress().println(table.task() + " is diagnosed");
        }
        DiagnosisTable table = new DiagnosisTable(rows);
        files.write(table.markdown(), table.csv(), terminal);
        return ExitCode.OK;
    }
}
