package org.gradus.examples.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gradus.examples.launcher.CommandFiles;
import org.gradus.examples.launcher.OutputFile;
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

    void nameFiles(CommandFiles files) {
        if (markdown != null) {
            files.writes("--markdown", markdown);
        }
        if (csv != null) {
            files.writes("--csv", csv);
        }
    }

    void check() {
        if (markdown != null) {
            OutputFile.check("--markdown", markdown);
        }
        if (csv != null) {
            OutputFile.check("--csv", csv);
        }
    }

    void write(List<String> markdownLines, List<String> csvLines) throws IOException {
        if (markdown != null) {
            Files.write(markdown, markdownLines);
        }
        if (csv != null) {
            Files.write(csv, csvLines);
        }
    }
}
