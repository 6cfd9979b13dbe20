package org.gradus.examples.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.store.StudyStore;
import org.gradus.core.store.jdbc.StudyStores;
import org.gradus.core.study.StudyId;
import org.gradus.reports.HtmlReport;

/**
 * How large the report of a stored study is, and how long it takes to make: the store is read, the candidates are ranked and
 * the page is written, in a JVM of its own, which this class is the main class of.
 */
final class ReportTime {
    private static final double NANOS = 1e9;
    private static final double MEBI = 1024.0 * 1024;

    private ReportTime() {}

    /** Arguments: the file of the store, the name of the study. */
    public static void main(String[] args) throws IOException {
        BenchmarkLines lines = MeasuringProcess.lines();
        long start = System.nanoTime();
        Path page = Path.of(args[0] + ".html");
        try (StudyStore store = StudyStores.openReadOnly(Path.of(args[0]))) {
            StudyResult result = StudyResult.of(store, new StudyId(args[1]));
            HtmlReport.write(result, page);
            double seconds = (System.nanoTime() - start) / NANOS;
            int trials = result.view().searched().size();
            lines.say("report of " + trials + " trials:", "%.1f MiB, %.1f s", Files.size(page) / MEBI, seconds);
        }
    }
}
