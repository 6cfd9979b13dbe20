package org.gradus.examples.benchmark;

import java.nio.file.Path;
import java.util.List;
import org.gradus.examples.launcher.internal.commandline.CommandFiles;
import org.gradus.trainers.replay.CurveTable;
import picocli.CommandLine.Option;

/** Recorded tables of networks that a benchmark trains again. */
final class RecordedNetworks {
    @Option(
            names = "--tables",
            required = true,
            paramLabel = "DIR",
            description = "a folder of tables of fashion-mini made by record, *.csv.gz, named after what was trained")
    private Path folder = Path.of("");

    /**
     * Refuses a folder without tables, and a table that does not name its network.
     *
     * @throws IllegalArgumentException saying which
     */
    void check(CommandFiles files) {
        TableFolder.nameFiles(folder, files);
        read().forEach(table -> RecordedNetwork.named(table.task()));
    }

    /** All tables. */
    List<CurveTable> read() {
        return TableFolder.read(folder);
    }
}
