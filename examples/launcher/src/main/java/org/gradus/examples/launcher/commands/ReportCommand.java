package org.gradus.examples.launcher.commands;

import java.util.Optional;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.store.StudyStore;
import org.gradus.core.study.StudyId;
import org.gradus.examples.launcher.internal.commandline.CommandFiles;
import org.gradus.examples.launcher.internal.commandline.ExitCode;
import org.gradus.examples.launcher.internal.commandline.LauncherCommand;
import org.gradus.examples.launcher.internal.commandline.Terminal;
import org.gradus.reports.LivePage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Writes the report of a study in a store, also while it is searched. */
@Command(name = "report", description = "Writes the report of a study in a store, also while the search is running.")
final class ReportCommand implements LauncherCommand {
    @Mixin
    final StudyInStore chosen = new StudyInStore();

    @Mixin
    final ReportOptions reports = new ReportOptions();

    @Mixin
    final LiveOptions live = new LiveOptions();

    @Override
    public int run(Terminal terminal) throws InterruptedException {
        try (StudyStore opened = chosen.open()) {
            StudyId id = chosen.chosen(opened);
            follow(opened, id, terminal);
            StudyResult result = StudyResult.of(opened, id);
            terminal.out().println("Study '" + id + "'" + (result.interrupted() ? ", not finished yet." : "."));
            terminal.out().println(SearchSummary.of(result));
            reports.write(result, terminal);
            return ExitCode.OK;
        }
    }

    /** Serves the report while others train, if that was asked for. */
    private void follow(StudyStore opened, StudyId id, Terminal terminal) throws InterruptedException {
        Optional<LivePage> page = live.open(terminal);
        if (page.isPresent()) {
            try (LivePage shown = page.get()) {
                FollowedStudy followed = new FollowedStudy(opened, id, shown);
                terminal.interruption().onInterrupt(followed::leave);
                followed.follow(live.stay);
            }
        }
    }

    @Override
    public void check(CommandFiles files) {
        live.check();
        reports.check(files);
        chosen.check(files);
    }
}
