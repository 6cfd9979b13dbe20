package org.gradus.examples.benchmark;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.gradus.trainers.dl4j.environment.ChildJvm;

/** Processes that work on one study. */
final class Workers implements Closeable {
    private static final String HEAP = "-Xmx256m";
    private static final String PROCESSOR = "processor ";

    private final List<Process> processes = new ArrayList<>();
    private final List<BufferedReader> answers = new ArrayList<>();

    /** Starts workers, and waits until all are warm. */
    static Workers start(int workers, ChildJvm jvm) throws IOException {
        Workers started = new Workers();
        boolean warm = false;
        try {
            for (int worker = 0; worker < workers; worker++) {
                Process process = jvm.withOption(HEAP).start();
                started.processes.add(process);
                started.answers.add(process.inputReader(StandardCharsets.UTF_8));
            }
            for (BufferedReader worker : started.answers) {
                answer(worker, "ready");
            }
            warm = true;
            return started;
        } finally {
            if (!warm) {
                started.close();
            }
        }
    }

    /** Lets all work until the study ends; the processor time that they took together, in nanoseconds. */
    long work() throws IOException {
        for (Process process : processes) {
            OutputStream orders = process.getOutputStream();
            orders.write('\n');
            orders.flush();
        }
        long nanos = 0;
        for (BufferedReader worker : answers) {
            nanos += Long.parseLong(answer(worker, PROCESSOR).substring(PROCESSOR.length()));
        }
        return nanos;
    }

    /** Waits until all have ended by themselves. */
    void awaitEnd() throws InterruptedException, IOException {
        for (Process process : processes) {
            int code = process.waitFor();
            if (code != 0) {
                throw new IOException("a worker ended with exit code " + code);
            }
        }
    }

    private static String answer(BufferedReader worker, String expected) throws IOException {
        String line = worker.readLine();
        if (line == null || !line.startsWith(expected)) {
            throw new IOException("a worker said '" + line + "' instead of " + expected);
        }
        return line;
    }

    @Override
    public void close() {
        processes.forEach(Process::destroy);
    }
}
