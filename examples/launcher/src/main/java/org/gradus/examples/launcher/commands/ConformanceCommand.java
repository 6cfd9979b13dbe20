package org.gradus.examples.launcher.commands;

import java.time.Duration;
import java.util.List;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.examples.launcher.internal.commandline.CommandFiles;
import org.gradus.examples.launcher.internal.commandline.ExitCode;
import org.gradus.examples.launcher.internal.commandline.LauncherCommand;
import org.gradus.examples.launcher.internal.commandline.Terminal;
import org.gradus.examples.launcher.internal.commandline.UsageException;
import org.gradus.trainers.process.Conformance;
import org.gradus.trainers.process.ConformanceReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tests whether a program keeps to the trainer protocol. */
@Command(
        name = "conformance",
        description = "Tests whether a program keeps to the trainer protocol, docs/protocol.md: a line for each rule.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the program keeps to it", "1:a rule is broken", "2:there is no such program"})
final class ConformanceCommand implements LauncherCommand {
    @Option(
            names = "--rate",
            paramLabel = "R",
            description = "a learning rate that trains well (default ${DEFAULT-VALUE})")
    LearningRate rate = new LearningRate(0.01);

    @Option(
            names = "--answer-limit",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "how long the program may take for an answer, or an epoch (default 10m)")
    Duration limit = Duration.ofMinutes(10);

    @Parameters(arity = "0..*", paramLabel = "PROGRAM", description = "after --: the program, and its arguments")
    List<String> program = List.of();

    @Override
    public boolean takesProgram() {
        return true;
    }

    @Override
    public void check(CommandFiles files) {
        if (program.isEmpty()) {
            throw new IllegalArgumentException(
                    "conformance needs a program, but none is named\nMaybe write it after two hyphens: -- python3 train.py");
        }
        if (limit.isZero() || limit.isNegative()) {
            throw new IllegalArgumentException("--answer-limit must be positive, but was " + limit);
        }
    }

    @Override
    public int run(Terminal terminal) throws InterruptedException {
        Thread testing = Thread.currentThread();
        terminal.interruption().onInterrupt(testing::interrupt);
        ConformanceReport report;
        try {
            report = Conformance.of(program)
                    .configuration(Configuration.of(rate))
                    .limit(limit)
                    .listener(line -> terminal.out().println(line))
                    .run();
        } catch (IllegalArgumentException e) {
            throw new UsageException(e);
        }
        terminal.out().println(report.summary());
        return report.passed() ? ExitCode.OK : ExitCode.FAILURE;
    }
}
