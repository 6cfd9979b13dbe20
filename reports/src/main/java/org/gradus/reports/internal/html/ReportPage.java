package org.gradus.reports.internal.html;

import com.google.common.base.Suppliers;
import com.google.common.io.Resources;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.study.Provenance;
import org.gradus.reports.internal.charts.ChartJson;
import org.gradus.reports.internal.charts.ChartLibrary;
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
    private static final Supplier<String> CSS = Suppliers.memoize(() -> Stream.of("report", "answer", "table")
            .map(name -> resource(name + ".css"))
            .collect(Collectors.joining()));
    private static final Supplier<String> POLICY =
            Suppliers.memoize(() -> policy("", ChartLibrary.source(), PageScript.source()));

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

    public String css() {
        return styles();
    }

    static String styles() {
        return CSS.get();
    }

    public String library() {
        return ChartLibrary.source();
    }

    public String script() {
        return PageScript.source();
    }

    /** Forbids the page everything but its own two scripts and its style. */
    public String policy() {
        return POLICY.get();
    }

    /**
     * A policy that allows these scripts and style.
     *
     * @param more what else it allows, as directives that end with a semicolon
     */
    static String policy(String more, String... scripts) {
        StringBuilder sources = new StringBuilder();
        for (String script : scripts) {
            sources.append(" 'sha256-").append(digest(script)).append('\'');
        }
        return "default-src 'none'; script-src" + sources + "; style-src 'unsafe-inline'; img-src data:; " + more
                + "base-uri 'none'; form-action 'none'";
    }

    private static String digest(String script) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static String resource(String name) {
        try {
            return Resources.toString(Resources.getResource(ReportPage.class, name), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name + " from the class path", e);
        }
    }
}
