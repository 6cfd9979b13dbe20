package org.gradus.reports.internal.html;

import com.google.common.base.Suppliers;
import java.util.function.Supplier;
import org.gradus.core.engine.StudyResult;

/**
 * The page of a study while it is searched: the report, below a bar of progress.
 *
 * @param title the title of the browser's window
 * @param content the report without its scripts, as HTML: what is replaced when the study has changed
 */
public record LivePageText(String title, String content) {
    private static final Supplier<PageParts> PARTS =
            Suppliers.memoize(() -> PageParts.of(PageScript.live(), "connect-src 'self'; ", "live"));

    public static LivePageText of(StudyResult result) {
        ReportPage page = ReportPage.of(result);
        return new LivePageText(page.title(), ReportPage.render("content.jte", page));
    }

    /** The whole page as HTML. */
    public String html() {
        return ReportPage.render("live.jte", this);
    }

    /** What the page has beside its text; the policy allows it the server that it comes from too. */
    public PageParts parts() {
        return PARTS.get();
    }
}
