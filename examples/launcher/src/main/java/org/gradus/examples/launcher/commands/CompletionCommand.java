package org.gradus.examples.launcher.commands;

import org.gradus.examples.launcher.internal.commandline.CommandFiles;
import org.gradus.examples.launcher.internal.commandline.ExitCode;
import org.gradus.examples.launcher.internal.commandline.LauncherCommand;
import org.gradus.examples.launcher.internal.commandline.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the script by which a shell completes commands, options, and the names of strategies and policies. */
@Command(name = "completion", description = "Prints a script that completes command lines in bash and zsh.")
final class CompletionCommand implements LauncherCommand {
    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public void check(CommandFiles files) {
        // It has no options.
    }

    @Override
    public int run(Terminal terminal) {
        if (spec == null) {
            throw new IllegalStateException("the command completion is not part of a command line");
        }
        CommandSpec root = spec.root();
        terminal.out().print(AutoComplete.bash(root.name(), root.commandLine()));
        terminal.out().flush();
        return ExitCode.OK;
    }
}
