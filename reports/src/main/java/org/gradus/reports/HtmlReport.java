package org.gradus.reports;

import java.nio.file.Path;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.study.SearchException;
import org.gradus.reports.internal.html.ReportPage;

/**
 * The report as one HTML file: the answer first, then the evidence. It loads nothing from anywhere, and says so in a
 * content security policy; its text is readable without JavaScript, its charts need it. The same study gives the same
 * bytes.
 *
 * <pre>{@code
 * HtmlReport.check(Path.of("report.html")); // before the search, which may take long
 * HtmlReport.write(search.run(), Path.of("report.html"));
 * }</pre>
 */
public final class HtmlReport {
    private HtmlReport() {}

    /**
     * Refuses a place that the report could not be written to; to be called before training.
     *
     * @throws SearchException naming the place and what is wrong with it
     */
    public static void check(Path path) {
        ReportFile.check(path);
    }

    /**
     * Writes the report; a reader sees the old file or the new one, never half of one.
     *
     * @throws SearchException if the place cannot be written to
     */
    public static void write(StudyResult result, Path path) {
        ReportFile.write(path, render(result));
    }

    /** The page as text. */
    public static String render(StudyResult result) {
        return ReportPage.html(result);
    }
}
