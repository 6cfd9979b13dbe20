package org.gradus.examples.launcher.commands;

import java.util.Optional;
import org.gradus.examples.launcher.internal.commandline.Launcher;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The launcher: {@code java -jar gradus.jar COMMAND}. */
@Command(
        name = "gradus",
        description = "Finds the learning rate of a neural network, and says how sure that is.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = {
            SearchCommand.class,
            WorkerCommand.class,
            IllustrateCommand.class,
            CompareCommand.class,
            RangeTestCommand.class,
            AskCommand.class,
            TellCommand.class,
            ReplayCommand.class,
            RecordCommand.class,
            ReportCommand.class,
            ExportCommand.class,
            ConformanceCommand.class,
            StrategiesCommand.class,
            CompletionCommand.class
        })
final class Main {
    public static void main(String[] args) {
        Launcher.main(new Main(), args);
    }

    /** The version that the jar says. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {
                "gradus "
                        + Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
                                .orElse("(not packaged)")
            };
        }
    }
}
