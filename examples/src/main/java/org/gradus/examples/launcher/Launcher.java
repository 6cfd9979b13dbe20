package org.gradus.examples.launcher;

import com.google.common.collect.Iterables;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gradus.core.trial.SearchException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Runs commands: reads the options, checks them, starts a JVM for training where the command needs one, and turns what
 * goes wrong into a short message and an {@link ExitCode}.
 */
public final class Launcher {
    private static final Logger LOG = LoggerFactory.getLogger(Launcher.class);
    private static final String PREFIX = "gradus: ";

    private final Object command;
    private final Terminal terminal;
    private final Optional<ChildJvm> child;

    private Launcher(Object command, Terminal terminal, Optional<ChildJvm> child) {
        this.command = command;
        this.terminal = terminal;
        this.child = child;
    }

    /**
     * The main method of a command, or of a command with subcommands: runs it and ends the JVM.
     *
     * @param main the class whose main method this is
     * @param command annotated for picocli, a {@link LauncherCommand} itself or in its subcommands
     */
    public static void main(Class<?> main, Object command, String[] args) {
        Interruption interruption = Interruption.listen();
        Optional<ChildJvm> child = ChildJvm.isThis() ? Optional.empty() : Optional.of(new ChildJvm(main));
        ChildJvm.endWithParent();
        Launcher launcher = new Launcher(command, Terminal.system(interruption), child);
        int code = launcher.run(args);
        interruption.finish();
        System.exit(code);
    }

    /** Runs a command within this JVM and returns its exit code. */
    static int run(Object command, PrintWriter out, PrintWriter err, String... args) {
        Terminal terminal = new Terminal(out, err, false, Interruption.never());
        return new Launcher(command, terminal, Optional.empty()).run(args);
    }

    private int run(String... args) {
        return new CommandLine(command)
                .setOut(terminal.out())
                .setErr(terminal.err())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((problem, all) -> refuse(problem))
                .setExecutionStrategy(parsed -> execute(parsed, args))
                .execute(args);
    }

    private int execute(ParseResult parsed, String[] args) {
        Integer helped = CommandLine.executeHelpRequest(parsed);
        if (helped != null) {
            return helped;
        }
        ParseResult last = Iterables.getLast(parsed.asCommandLineList()).getParseResult();
        if (!(last.commandSpec().userObject() instanceof LauncherCommand chosen)) {
            return say("which command? " + String.join(", ", last.commandSpec().subcommands().keySet())
                    + "\nMaybe " + last.commandSpec().name() + " --help helps.", ExitCode.USAGE);
        }
        try {
            chosen.check();
        } catch (IllegalArgumentException | IllegalStateException | SearchException | UsageException e) {
            LOG.debug("refused", e);
            return say(e.getMessage(), ExitCode.USAGE);
        }
        return run(chosen, args);
    }

    private int run(LauncherCommand chosen, String[] args) {
        try {
            if (chosen.trains() && child.isPresent()) {
                return child.get().run(args);
            }
            return chosen.run(terminal);
        } catch (UsageException e) {
            LOG.debug("refused", e);
            return say(e.getMessage(), ExitCode.USAGE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return say("interrupted", ExitCode.INTERRUPTED);
        } catch (SearchException e) {
            LOG.debug("failed", e);
            return say(e.getMessage(), ExitCode.FAILURE);
        } catch (Exception e) {
            LOG.error("this should not have happened", e);
            return say("it failed: " + e, ExitCode.FAILURE);
        }
    }

    private int refuse(ParameterException problem) {
        List<String> lines = new ArrayList<>(List.of(problem.getMessage().split("\\R")[0]));
        hint(problem).ifPresent(lines::add);
        return say(String.join("\n", lines), ExitCode.USAGE);
    }

    private static Optional<String> hint(ParameterException problem) {
        CommandLine line = problem.getCommandLine();
        if (problem instanceof UnmatchedArgumentException unmatched) {
            String given = unmatched.getUnmatched().get(0).split("=", 2)[0];
            List<String> known = new ArrayList<>(line.getSubcommands().keySet());
            for (OptionSpec option : line.getCommandSpec().options()) {
                known.addAll(List.of(option.names()));
            }
            Optional<String> meant = Nearest.to(given, known);
            if (meant.isPresent()) {
                return meant.map(name -> "Maybe " + name + " is meant.");
            }
        }
        return Optional.of("Maybe " + line.getCommandSpec().qualifiedName() + " --help helps.");
    }

    private int say(String message, int code) {
        terminal.err().println(PREFIX + message);
        terminal.err().flush();
        return code;
    }
}
