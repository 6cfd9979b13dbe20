package org.gradus.examples.launcher.commands;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.gradus.examples.launcher.internal.commandline.Launcher;

/** What a command line did, run within the test's JVM. */
public record Launched(int code, String out, String err) {
    /** Runs a command line. */
    public static Launched of(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Launcher.run(new Main(), new PrintWriter(out, true), new PrintWriter(err, true), args);
        return new Launched(code, out.toString(), err.toString());
    }
}
