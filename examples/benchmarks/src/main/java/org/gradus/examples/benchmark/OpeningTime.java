package org.gradus.examples.benchmark;

import java.nio.file.Path;
import org.gradus.core.store.StudyStore;
import org.gradus.core.store.jdbc.StudyStores;
import org.gradus.core.study.StudyFold;
import org.gradus.core.study.StudyId;

/**
 * How long it takes to open a stored study, and in what memory: its events are read and folded to a view, in a JVM of its own,
 * which this class is the main class of.
 */
final class OpeningTime {
    private static final double NANOS = 1e9;

    private OpeningTime() {}

    /** Arguments: the file, the name of the study. */
    public static void main(String[] args) {
        BenchmarkLines lines = MeasuringProcess.lines();
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
