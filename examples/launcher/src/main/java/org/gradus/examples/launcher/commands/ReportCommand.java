package org.gradus.examples.launcher.commands;

import org.gradus.core.engine.StudyResult;
import org.gradus.core.store.StudyStore;
import org.gradus.core.study.StudyId;
import org.gradus.examples.launcher.internal.commandline.CommandFiles;
import org.gradus.examples.launcher.internal.commandline.ExitCode;
import org.gradus.examples.launcher.internal.commandline.LauncherCommand;
import org.gradus.examples.launcher.internal.commandline.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Writes the report of a study in a store, also while it is searched. */
@Command(name = "report", description = "Writes the report of a study in a store, also while the search is running.")
final class ReportCommand implements LauncherCommand {
    @Mixin
    final StudyInStore chosen = new StudyInStore();

    @Mixin
    final ReportOptions reports = new ReportOptions();

    @Override
    public int run(Terminal terminal) {
        try (StudyStore opened = chosen.open()) {
            StudyId id = chosen.chosen(opened);
            StudyResult result = StudyResult.of(opened, id);
            terminal.out().println("Study '" + id + "'" + (result.interrupted() ? ", not finished yet." : "."));
            terminal.out().println(SearchSummary.of(result));
            reports.write(result, terminal);
            return ExitCode.OK;
        }
    }

    @Override
    public void check(CommandFiles files) {
        reports.check(files);
        chosen.check(files);
    }
}
