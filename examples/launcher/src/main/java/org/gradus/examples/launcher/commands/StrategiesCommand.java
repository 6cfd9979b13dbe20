package org.gradus.examples.launcher.commands;

import java.util.List;
import org.gradus.core.engine.Catalogue;
import org.gradus.examples.launcher.internal.commandline.CommandFiles;
import org.gradus.examples.launcher.internal.commandline.ExitCode;
import org.gradus.examples.launcher.internal.commandline.Extensions;
import org.gradus.examples.launcher.internal.commandline.LauncherCommand;
import org.gradus.examples.launcher.internal.commandline.Terminal;
import picocli.CommandLine.Command;

/** Lists the strategies and budget policies on the class path. */
@Command(
        name = "strategies",
        description = "Lists the strategies and budget policies that --strategy and --policy name.")
final class StrategiesCommand implements LauncherCommand {
    private static final String AUTO = "chooses by the space, the budget and the trainer, and says why";

    @Override
    public void check(CommandFiles files) {
        // It has no options.
    }

    @Override
    public int run(Terminal terminal) {
        Catalogue catalogue = Catalogue.onClassPath();
        terminal.out().println(table("strategy", catalogue.strategies()));
        terminal.out().println();
        terminal.out().println(table("budget policy", catalogue.policies()));
        return ExitCode.OK;
    }

    private static <T> TextTable table(String kind, List<Catalogue.Entry<T>> entries) {
        TextTable table = new TextTable(kind, "what it does");
        table.add(Extensions.AUTO, AUTO);
        entries.forEach(entry -> table.add(entry.name(), entry.description()));
        return table;
    }
}
