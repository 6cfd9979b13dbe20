package org.gradus.examples.launcher.commands;

import java.util.List;
import java.util.stream.Collectors;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.store.StudyStore;
import org.gradus.core.store.jdbc.StudyStores;
import org.gradus.core.study.StudyId;
import org.gradus.examples.launcher.internal.commandline.CommandFiles;
import org.gradus.examples.launcher.internal.commandline.ExitCode;
import org.gradus.examples.launcher.internal.commandline.LauncherCommand;
import org.gradus.examples.launcher.internal.commandline.Terminal;
import org.gradus.examples.launcher.internal.commandline.UsageException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the report of a study in a store, also while it is searched. */
@Command(name = "report", description = "Writes the report of a study in a store, also while the search is running.")
final class ReportCommand implements LauncherCommand {
    @Option(
            names = "--store",
            required = true,
            paramLabel = "FILE|ADDRESS",
            description = "the store: an SQLite file, or jdbc:postgresql://...")
    String store = "";

    @Option(
            names = "--study",
            paramLabel = "NAME",
            description = "which study (default: the only one, or the one begun last)")
    @Nullable
    String study;

    @Mixin
    final ReportOptions reports = new ReportOptions();

    @Override
    public int run(Terminal terminal) {
        try (StudyStore opened = StudyStores.openReadOnly(store)) {
            StudyId id = chosen(opened.studies());
            StudyResult result = StudyResult.of(opened, id);
            terminal.out().println("Study '" + id + "'" + (result.interrupted() ? ", not finished yet." : "."));
            terminal.out().println(SearchSummary.of(result));
            reports.write(result, terminal);
            return ExitCode.OK;
        }
    }

    private StudyId chosen(List<StudyId> there) {
        if (there.isEmpty()) {
            throw new UsageException("there is no study in the store yet");
        }
        if (study == null) {
            return there.get(there.size() - 1);
        }
        StudyId wanted = new StudyId(study);
        if (!there.contains(wanted)) {
            throw new UsageException("there is no study '" + study + "' in the store\nMaybe one of these is meant: "
                    + there.stream().map(StudyId::value).collect(Collectors.joining(", ")) + ".");
        }
        return wanted;
    }

    @Override
    public void check(CommandFiles files) {
        reports.check(files);
        StudyStores.file(store).ifPresent(file -> files.stores("--store", file));
        files.check();
        StudyStores.openReadOnly(store).close();
    }
}
