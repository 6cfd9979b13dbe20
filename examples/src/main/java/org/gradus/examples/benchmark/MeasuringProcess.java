package org.gradus.examples.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.gradus.trainers.dl4j.environment.ChildJvm;

/** A process that measures something by itself and says its lines. */
final class MeasuringProcess {
    private MeasuringProcess() {}

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
