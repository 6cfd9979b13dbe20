package org.gradus.reports.internal.html;

import com.google.common.base.Suppliers;
import java.util.function.Supplier;
import org.gradus.core.engine.StudyResult;
import org.gradus.reports.internal.charts.ChartLibrary;

/**
 * The page of a study while it is searched: the report, below a bar of progress.
 *
 * @param title the title of the browser's window
 * @param content the report without its scripts, as HTML: what is replaced when the study has changed
 */
public record LivePageText(String title, String content) {
    private static final Supplier<String> LIVE_CSS = Suppliers.memoize(() -> ReportPage.resource("live.css"));
    private static final Supplier<String> POLICY = Suppliers.memoize(
            () -> ReportPage.policy("connect-src 'self'; ", ChartLibrary.source(), PageScript.live()));

    public static LivePageText of(StudyResult result) {
        ReportPage page = ReportPage.of(result);
        return new LivePageText(page.title(), ReportPage.render("content.jte", page));
    }

    /** The whole page as HTML. */
    public String html() {
        return ReportPage.render("live.jte", this);
    }

    public String css() {
        return ReportPage.styles() + LIVE_CSS.get();
    }

    public String library() {
        return ChartLibrary.source();
    }

    public String script() {
        return PageScript.live();
    }

    /** Forbids the page everything but its own two scripts, its style and the server that it comes from. */
    public String policy() {
        return POLICY.get();
    }
}
