package org.gradus.examples.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.gradus.examples.launcher.internal.commandline.ExitCode;
import org.gradus.examples.launcher.internal.commandline.ParentWatch;
import org.gradus.trainers.dl4j.environment.ChildJvm;

/** A process that measures something by itself and prints its lines, as {@link #lines()} has it there. */
final class MeasuringProcess {
    private MeasuringProcess() {}

    /** In such a process: where the lines go; it ends when the process that started it is gone. */
    static BenchmarkLines lines() {
        ParentWatch.start(() -> System.exit(ExitCode.INTERRUPTED));
        return new BenchmarkLines(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    }

    /**
     * Runs it to its end and passes on what it says.
     *
     * @param what it does, for the message where it fails
     */
    static void run(ChildJvm jvm, String what, PrintWriter out) throws IOException, InterruptedException {
        Process child = jvm.start();
        try (BufferedReader lines = child.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(out::println);
            out.flush();
        } finally {
            child.destroy();
        }
        int code = child.waitFor();
        if (code != 0) {
            throw new IOException(what + " ended with exit code " + code);
        }
    }
}
