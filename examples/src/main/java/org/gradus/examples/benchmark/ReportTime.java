package org.gradus.examples.benchmark;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.store.StudyStore;
import org.gradus.core.store.jdbc.StudyStores;
import org.gradus.examples.launcher.ExitCode;
import org.gradus.examples.launcher.ParentWatch;
import org.gradus.reports.HtmlReport;
import org.gradus.trainers.dl4j.environment.ChildJvm;

/**
 * How large the report of a stored study is, and how long it takes to make: the store is read, the candidates are ranked and
 * the page is written, in a JVM of its own with a heap of 2 GiB, which this class is the main class of.
 */
final class ReportTime {
    private static final String HEAP = "-Xmx2g";
    private static final double NANOS = 1e9;
    private static final double MEBI = 1024.0 * 1024;

    private ReportTime() {}

    /** Starts that JVM and says what it says. */
    static void run(Path store, ReportedStudy study, PrintWriter out) throws IOException, InterruptedException {
        MeasuringProcess.run(
                ChildJvm.of(ReportTime.class, store.toString(), Integer.toString(study.trials()))
                        .withOption(HEAP),
                "the report of a study of " + study.trials() + " trials",
                out);
    }

    /** Arguments: the store, the number of candidates. */
    public static void main(String[] args) throws IOException {
        ParentWatch.start(() -> System.exit(ExitCode.INTERRUPTED));
        long start = System.nanoTime();
        Path page = Path.of(args[0] + ".html");
        try (StudyStore store = StudyStores.openReadOnly(Path.of(args[0]))) {
            HtmlReport.write(StudyResult.of(store, ReportedStudy.ID), page);
        }
        double seconds = (System.nanoTime() - start) / NANOS;
        new BenchmarkLines(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                .say("report of " + args[1] + " trials:", "%.1f MiB, %.1f s", Files.size(page) / MEBI, seconds);
    }
}
