package org.gradus.reports.internal.html;

import com.google.common.base.Suppliers;
import java.util.function.Supplier;
import org.gradus.reports.internal.charts.ChartJson;
import org.gradus.reports.internal.charts.ChartLibrary;
import org.gradus.reports.internal.facts.ComparedStudies;
import org.gradus.reports.internal.words.ComparisonModel;

/**
 * The page that shows several studies beside each other.
 *
 * @param model what it says
 * @param json what its chart draws
 */
public record ComparisonPage(ComparisonModel model, String json) {
    private static final Supplier<String> CSS = Suppliers.memoize(() -> ReportPage.resource("comparison.css"));
    private static final Supplier<String> POLICY =
            Suppliers.memoize(() -> ReportPage.policy("", ChartLibrary.source(), PageScript.comparison()));

    /** The page of some studies as HTML. */
    public static String html(ComparedStudies compared) {
        return ReportPage.render(
                "comparison.jte", new ComparisonPage(ComparisonModel.of(compared), ChartJson.of(compared)));
    }

    /** The title of the browser's window. */
    public String title() {
        return model.title() + " · Gradus";
    }

    public String css() {
        return ReportPage.styles() + CSS.get();
    }

    public String library() {
        return ChartLibrary.source();
    }

    public String script() {
        return PageScript.comparison();
    }

    /** Forbids the page everything but its own two scripts and its style. */
    public String policy() {
        return POLICY.get();
    }
}
