package org.gradus.examples.launcher.internal.commandline;

import java.io.Console;
import java.io.PrintWriter;
import java.lang.reflect.Method;

/**
 * Where a command writes, and how it is notified of Ctrl+C.
 *
 * @param out results
 * @param err progress and problems
 * @param interactive whether a person is looking: a progress bar may redraw its line
 * @param interruption is notified of Ctrl+C
 * @param command how the command was called, to repeat it
 */
public record Terminal(
        PrintWriter out, PrintWriter err, boolean interactive, Interruption interruption, String command) {
    /** The terminal of this process. */
    @SuppressWarnings("DefaultCharset") // What a terminal expects.
    static Terminal system(Interruption interruption, String command) {
        return new Terminal(
                new PrintWriter(System.out, true),
                new PrintWriter(System.err, true),
                isTerminal(),
                interruption,
                command);
    }

    /** From Java 22 on there can be a console without a terminal, and a method that says so. */
    @SuppressWarnings("SystemConsoleNull") // On 17 there is none without a terminal.
    private static boolean isTerminal() {
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
