package org.gradus.examples.launcher.internal.commandline;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.Optional;

/**
 * Where a command writes, and how it is notified of Ctrl+C.
 *
 * @param out results
 * @param progress what happens meanwhile; leads nowhere with {@code --quiet}
 * @param err problems
 * @param screen where a person is looking at the progress: a bar may be drawn again in place
 * @param interruption is notified of Ctrl+C
 * @param command how the command was called, to repeat it
 */
public record Terminal(
        PrintWriter out,
        PrintWriter progress,
        PrintWriter err,
        Optional<Screen> screen,
        Interruption interruption,
        String command) {
    /** The terminal of this process. */
    @SuppressWarnings("DefaultCharset") // What a terminal expects.
    static Terminal system(Interruption interruption, String command) {
        PrintWriter err = new PrintWriter(System.err, true);
        return new Terminal(new PrintWriter(System.out, true), err, err, Screen.find(), interruption, command);
    }

    /** This terminal without progress. */
    Terminal quiet() {
        return new Terminal(out, new PrintWriter(Writer.nullWriter()), err, Optional.empty(), interruption, command);
    }
}
