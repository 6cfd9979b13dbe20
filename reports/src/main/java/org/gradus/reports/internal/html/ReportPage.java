package org.gradus.reports.internal.html;

import com.google.common.base.Suppliers;
import com.google.common.io.Resources;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.study.Provenance;
import org.gradus.reports.internal.charts.ChartJson;
import org.gradus.reports.internal.words.ReportModel;

/**
 * Everything that the page is made of.
 *
 * @param model what it says
 * @param json what its charts draw
 */
public record ReportPage(ReportModel model, String json) {
    private static final TemplateEngine TEMPLATES = TemplateEngine.createPrecompiled(
            null, ContentType.Html, ReportPage.class.getClassLoader(), "org.gradus.reports.internal.html.templates");
    private static final Supplier<PageParts> PARTS = Suppliers.memoize(() -> PageParts.of(PageScript.source(), ""));

    /** The page of a study as HTML. */
    public static String html(StudyResult result) {
        return render("report.jte", of(result));
    }

    static ReportPage of(StudyResult result) {
        ReportModel model = ReportModel.of(result);
        return new ReportPage(model, ChartJson.of(model));
    }

    static String render(String template, Object page) {
        StringOutput output = new StringOutput(1 << 20);
        TEMPLATES.render(template, page, output);
        return output.toString();
    }

    /** The title of the browser's window: the answer, so that many open reports can be told apart. */
    public String title() {
        return (model.answer().found() ? model.answer().rate() + " · " : "") + model.title() + " · Gradus";
    }

    /** Whether there is something to show against learning rates. */
    public boolean hasRates() {
        return model.axis().isPresent() && hasCandidates();
    }

    /** Whether a candidate was begun. */
    public boolean hasCandidates() {
        return !model.rows().isEmpty();
    }

    /** Whether other parameters than the learning rate were tried. */
    public boolean hasParameters() {
        return hasCandidates() && model.tables().hasGroups();
    }

    /** Whether anything was trained. */
    public boolean hasSpending() {
        return !model.tables().workers().isEmpty();
    }

    /** The version of Gradus that ran the study. */
    public String version() {
        return model.facts().result().study().provenance().details().getOrDefault(Provenance.GRADUS, "");
    }

    public PageParts parts() {
        return PARTS.get();
    }

    static String resource(String name) {
        try {
            return Resources.toString(Resources.getResource(ReportPage.class, name), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name + " from the class path", e);
        }
    }
}
