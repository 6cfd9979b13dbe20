package org.gradus.examples.launcher.commands;

import java.nio.file.Path;
import java.util.Optional;
import org.gradus.core.engine.StudyResult;
import org.gradus.examples.launcher.internal.commandline.CommandFiles;
import org.gradus.examples.launcher.internal.commandline.Terminal;
import org.gradus.reports.HtmlReport;
import org.gradus.reports.JsonReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where results are written to. */
final class ReportOptions {
    @Option(names = "--report", paramLabel = "FILE", description = "the HTML report (default ${DEFAULT-VALUE})")
    Path report = Path.of("gradus-report.html");

    @Option(names = "--json", paramLabel = "FILE", description = "the result as JSON (default: none)")
    @Nullable
    Path json;

    void check(CommandFiles files) {
        files.writes("--report", report);
        files.writes("--json", json);
    }

    Optional<Path> json() {
        return Optional.ofNullable(json);
    }

    /** Writes what was asked for, and says where it is. */
    void write(StudyResult result, Terminal terminal) {
        write(result, report, terminal);
        if (json != null) {
            JsonReport.write(result, json);
            terminal.out().println("JSON: " + json.toAbsolutePath());
        }
    }

    static void write(StudyResult result, Path report, Terminal terminal) {
        HtmlReport.write(result, report);
        terminal.out().println("Report: " + report.toAbsolutePath());
    }
}
