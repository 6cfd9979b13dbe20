package org.gradus.examples.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gradus.examples.launcher.internal.commandline.CommandFiles;
import org.gradus.examples.launcher.internal.commandline.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a benchmark writes its table, beside saying it. */
final class TableFiles {
    @Option(names = "--markdown", paramLabel = "FILE", description = "write the table as Markdown")
    @Nullable
    private Path markdown;

    @Option(names = "--csv", paramLabel = "FILE", description = "write the figures as CSV, in full")
    @Nullable
    private Path csv;

    void check(CommandFiles files) {
        files.writes("--markdown", markdown);
        files.writes("--csv", csv);
    }

    /** Prints a table, and writes the files that were asked for. */
    void write(List<String> markdownLines, List<String> csvLines, Terminal terminal) throws IOException {
        markdownLines.forEach(terminal.out()::println);
        if (markdown != null) {
            Files.write(markdown, markdownLines);
        }
        if (csv != null) {
            Files.write(csv, csvLines);
        }
    }
}
