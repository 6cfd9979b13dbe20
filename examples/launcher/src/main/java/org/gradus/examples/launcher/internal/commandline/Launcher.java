package org.gradus.examples.launcher.internal.commandline;

import static org.gradus.core.store.Secrets.withoutSecrets;

import com.google.common.base.Throwables;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import org.gradus.core.space.LearningRate;
import org.gradus.core.study.SearchException;
import org.gradus.trainers.dl4j.environment.ChildJvm;
import org.gradus.trainers.dl4j.environment.Dl4jEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Runs commands: reads the options, checks them, and turns what goes wrong into a short message and an {@link ExitCode}.
 */
public final class Launcher {
    private static final Logger LOG = LoggerFactory.getLogger(Launcher.class);
    /** What comes after it is no option, and no file of arguments. */
    private static final String PROGRAM_MARK = "--";

    private static final String PREFIX = "gradus: ";

    /** How long a killed process may take to be gone. */
    private static final long PATIENCE_SECONDS = 2;

    private final Object command;
    private final Terminal terminal;
    private final boolean inOwnJvm;
    private final List<String> arguments;

    private Launcher(Object command, Terminal terminal, boolean inOwnJvm, String... arguments) {
        this.command = command;
        this.terminal = terminal;
        this.inOwnJvm = inOwnJvm;
        this.arguments = List.of(arguments);
    }

    /**
     * Runs a command line and ends the JVM. What trains is checked here and run in a JVM of its own, because
     * Deeplearning4j's native code wants its environment settled before.
     *
     * @param command annotated for picocli; has a main method, and {@link LauncherCommand}s as its subcommands
     */
    public static void main(Object command, String[] args) {
        Interruption interruption = Interruption.listen(ParentWatch.isChild());
        ParentWatch.start(interruption::happen);
        int code = ExitCode.FAILURE;
        try {
            code = new Launcher(command, Terminal.system(interruption, called(args)), true, args).run();
        } finally {
            interruption.finish();
        }
        System.exit(code);
    }

    /** Runs a command within this JVM and returns its exit code. */
    public static int run(Object command, PrintWriter out, PrintWriter err, String... args) {
        return new Launcher(
                        command,
                        new Terminal(out, err, err, Optional.empty(), Interruption.never(), called(args)),
                        false,
                        args)
                .run();
    }

    /** How to call it again; the scripts of the zip tell their name in a property. */
    private static String called(String... args) {
        return CommandLineText.of(System.getProperty("gradus.program", "java -jar gradus.jar"), args);
    }

    private int run() {
        CommandLine line = new CommandLine(command);
        ServiceLoader.load(CommandGroup.class).forEach(line::addSubcommand);
        line.registerConverter(LearningRate.class, new RateConverter());
        CommonOptions.addTo(line);
        return line.setExpandAtFiles(!arguments.contains(PROGRAM_MARK))
                .setOut(terminal.out())
                .setErr(terminal.err())
                .setParameterExceptionHandler((problem, all) -> refuseLine(problem))
                .setExecutionStrategy(this::execute)
                .execute(arguments.toArray(String[]::new));
    }

    private int execute(ParseResult parsed) {
        Integer helped = CommandLine.executeHelpRequest(parsed);
        if (helped != null) {
            return helped;
        }
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        if (!(last.commandSpec().userObject() instanceof LauncherCommand chosen)) {
            return say(
                    "which command? "
                            + String.join(", ", last.commandSpec().subcommands().keySet()) + "\nMaybe "
                            + last.commandSpec().name() + " --help helps.",
                    ExitCode.USAGE);
        }
        Optional<String> stray = stray(chosen, last);
        if (stray.isPresent()) {
            return say(stray.get(), ExitCode.USAGE);
        }
        CommonOptions common = CommonOptions.of(last);
        try {
            common.check();
            common.setLogLevel();
            CommandFiles files = new CommandFiles();
            chosen.check(files);
            files.check();
        } catch (IllegalArgumentException | IllegalStateException | SearchException | UsageException e) {
            return refuse(e);
        }
        return run(chosen, common.isQuiet() ? terminal.quiet() : terminal);
    }

    /** What stands among the options of a command as if it were its program; that comes after the mark alone. */
    private Optional<String> stray(LauncherCommand chosen, ParseResult parsed) {
        int mark = arguments.indexOf(PROGRAM_MARK);
        int program = mark < 0 ? 0 : arguments.size() - mark - 1;
        List<String> positional = parsed.matchedPositionals().stream()
                .flatMap(position -> position.originalStringValues().stream())
                .toList();
        return chosen.takesProgram() && positional.size() > program
                ? Optional.of("unknown argument '" + positional.get(0)
                        + "'\nMaybe the program that trains is meant: it comes last," + " after --.")
                : Optional.empty();
    }

    private int refuse(RuntimeException problem) {
        LOG.debug("refused: {}", withoutSecrets(Throwables.getStackTraceAsString(problem)));
        return say(words(problem), ExitCode.USAGE);
    }

    private int run(LauncherCommand chosen, Terminal shown) {
        try {
            chosen.prepare(shown);
            return inOwnJvm && chosen.trains() ? train(chosen, shown) : chosen.run(shown);
        } catch (UsageException e) {
            return refuse(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return say("interrupted", ExitCode.INTERRUPTED);
        } catch (SearchException e) {
            LOG.debug("failed: {}", withoutSecrets(Throwables.getStackTraceAsString(e)));
            return say(words(e), ExitCode.FAILURE);
        } catch (Exception e) {
            LOG.error("unexpected error: {}", withoutSecrets(Throwables.getStackTraceAsString(e)));
            return say("it failed: " + e, ExitCode.FAILURE);
        } catch (OutOfMemoryError e) {
            return say(
                    "there is not enough memory: " + e.getMessage()
                            + "\nMaybe give it more with java -Xmx4g -jar gradus.jar ...",
                    ExitCode.FAILURE);
        }
    }

    /** Apart from the rest, so that what does not train needs no Deeplearning4j. */
    private int train(LauncherCommand chosen, Terminal shown) throws Exception {
        if (!ParentWatch.isChild()) {
            return inChild();
        }
        try {
            Dl4jEnvironment.start();
        } catch (IllegalStateException e) {
            throw new UsageException(e);
        }
        return chosen.run(shown);
    }

    /** Trains in a child; a code that is not one of ours means that it was killed, or that its native code failed. */
    private int inChild() throws IOException, InterruptedException {
        Interruption interruption = terminal.interruption();
        int code = ChildJvm.of(command.getClass(), arguments.toArray(String[]::new))
                .run(child -> interruption.onInterrupt(child::destroy, () -> kill(child)));
        if (code == ExitCode.TERMINATED && interruption.happened()) {
            return interruption.exitCode(); // The child was sent SIGTERM whatever came here.
        }
        if (ExitCode.ALL.contains(code)) {
            return code;
        }
        eraseProgress();
        return interruption.happened()
                ? say("interrupted", ExitCode.INTERRUPTED)
                : say(
                        "the process that trains ended unexpectedly, with exit code " + code
                                + "\nMaybe the machine is short of memory; with --store, the same command goes on with the search.",
                        ExitCode.FAILURE);
    }

    private void kill(Process child) {
        child.destroyForcibly();
        child.onExit()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .handle((ended, problem) -> ended)
                .join();
        eraseProgress();
    }

    /** A process that was killed leaves the progress that it has drawn. */
    private void eraseProgress() {
        if (terminal.screen().isPresent()) {
            terminal.err().print(LinesBelow.ERASE);
            terminal.err().flush();
        }
    }

    private int refuseLine(ParameterException problem) {
        return say(
                problem instanceof UnmatchedArgumentException unmatched
                        ? unknown(unmatched)
                        : words(problem).lines().findFirst().orElse("") + "\n" + help(problem.getCommandLine()),
                ExitCode.USAGE);
    }

    private static String unknown(UnmatchedArgumentException problem) {
        CommandLine line = problem.getCommandLine();
        String given = problem.getUnmatched().get(0);
        List<String> known = new ArrayList<>(line.getSubcommands().keySet());
        line.getCommandSpec().options().forEach(option -> known.addAll(List.of(option.names())));
        String kind = given.startsWith("-") ? "option" : line.getSubcommands().isEmpty() ? "argument" : "command";
        return "unknown " + kind + " '" + given + "'\n"
                + NameSuggestion.to(given.split("=", 2)[0], known)
                        .map(name -> "Maybe " + name + " is meant.")
                        .orElseGet(() -> help(line));
    }

    private static String help(CommandLine line) {
        return "Maybe " + line.getCommandSpec().qualifiedName() + " --help helps.";
    }

    private static String words(Exception e) {
        String message = e.getMessage();
        return message == null ? e.toString() : message;
    }

    private int say(String message, int code) {
        terminal.err().println(PREFIX + withoutSecrets(message));
        terminal.err().flush();
        return code;
    }
}
