package org.gradus.examples.launcher.internal.commandline;

import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.lang.reflect.Method;

/**
 * Where a command writes, and how it is notified of Ctrl+C.
 *
 * @param out results
 * @param progress what happens meanwhile; leads nowhere with {@code --quiet}
 * @param err problems
 * @param interactive whether a person is looking at the progress: a bar may redraw its line
 * @param interruption is notified of Ctrl+C
 * @param command how the command was called, to repeat it
 */
public record Terminal(
        PrintWriter out,
        PrintWriter progress,
        PrintWriter err,
        boolean interactive,
        Interruption interruption,
        String command) {
    /** The terminal of this process. */
    @SuppressWarnings("DefaultCharset") // What a terminal expects.
    static Terminal system(Interruption interruption, String command) {
        PrintWriter err = new PrintWriter(System.err, true);
        return new Terminal(new PrintWriter(System.out, true), err, err, isTerminal(), interruption, command);
    }

    /** This terminal without progress. */
    Terminal quiet() {
        return new Terminal(out, new PrintWriter(Writer.nullWriter()), err, false, interruption, command);
    }

    /** Whether the error stream, where progress goes, is a terminal: the output may be a file, or the other way round. */
    private static boolean isTerminal() {
        try {
            Process test = new ProcessBuilder("test", "-t", "2")
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return test.waitFor() == 0;
        } catch (IOException e) {
            return isConsole(); // No such program: Windows.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** From Java 22 on there can be a console without a terminal, and a method that says so. */
    @SuppressWarnings("SystemConsoleNull") // On 17 there is none without a terminal.
    private static boolean isConsole() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            Method isTerminal = Console.class.getMethod("isTerminal");
            return (Boolean) isTerminal.invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
