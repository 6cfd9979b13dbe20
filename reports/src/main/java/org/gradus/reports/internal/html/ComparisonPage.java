package org.gradus.reports.internal.html;

import com.google.common.base.Suppliers;
import java.util.function.Supplier;
import org.gradus.reports.internal.charts.ChartJson;
import org.gradus.reports.internal.facts.ComparedStudies;
import org.gradus.reports.internal.words.ComparisonModel;

/**
 * The page that shows several studies beside each other.
 *
 * @param model what it says
 * @param json what its chart draws
 */
public record ComparisonPage(ComparisonModel model, String json) {
    private static final Supplier<PageParts> PARTS =
            Suppliers.memoize(() -> PageParts.of(PageScript.comparison(), "", "comparison"));

    /** The page of some studies as HTML. */
    public static String html(ComparedStudies compared) {
        return ReportPage.render(
                "comparison.jte", new ComparisonPage(ComparisonModel.of(compared), ChartJson.of(compared)));
    }

    /** The title of the browser's window. */
    public String title() {
        return model.title() + " · Gradus";
    }

    public PageParts parts() {
        return PARTS.get();
    }
}
