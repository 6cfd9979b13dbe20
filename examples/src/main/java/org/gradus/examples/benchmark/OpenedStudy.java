package org.gradus.examples.benchmark;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.gradus.core.store.StudyStore;
import org.gradus.core.store.jdbc.StudyStores;
import org.gradus.core.study.StudyFold;
import org.gradus.core.study.StudyId;
import org.gradus.examples.launcher.ExitCode;
import org.gradus.examples.launcher.ParentWatch;
import org.gradus.trainers.dl4j.environment.ChildJvm;

/**
 * How long it takes to open a stored study, and in what memory: its events are read and folded to a view, in a JVM of its own
 * with a heap of 1 GiB, which this class is the main class of.
 */
final class OpenedStudy {
    private static final String HEAP = "-Xmx1g";
    private static final double NANOS = 1e9;

    private OpenedStudy() {}

    /** Starts that JVM and says what it says. */
    static void run(Path file, MadeStudy study, PrintWriter out) throws IOException, InterruptedException {
        MeasuringProcess.run(
                ChildJvm.of(OpenedStudy.class, file.toString(), study.name()).withOption(HEAP),
                "opening a study of " + study.trials() + " trials",
                out);
    }

    /** Arguments: the file, the name of the study. */
    public static void main(String[] args) {
        ParentWatch.start(() -> System.exit(ExitCode.INTERRUPTED));
        BenchmarkLines lines = new BenchmarkLines(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        StudyId id = new StudyId(args[1]);
        long start = System.nanoTime();
        try (StudyStore store = StudyStores.open(Path.of(args[0]))) {
            StudyFold fold = new StudyFold(store.find(id).orElseThrow());
            store.events(id, 0).forEach(fold::apply);
            int trials = fold.view().trials().size();
            double seconds = (System.nanoTime() - start) / NANOS;
            lines.say("open " + trials + " trials:", "%.2f s, %.0f MiB", seconds, memory());
        }
    }

    /** All that the process has, where this system says it; else what its heap has. */
    private static double memory() {
        Runtime runtime = Runtime.getRuntime();
        return ResidentMemory.isKnown()
                ? ResidentMemory.mebibytes()
                : (runtime.totalMemory() - runtime.freeMemory()) / (1024.0 * 1024);
    }
}
