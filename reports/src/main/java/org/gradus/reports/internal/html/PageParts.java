package org.gradus.reports.internal.html;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradus.reports.internal.charts.ChartLibrary;

/**
 * What every page has beside its text.
 *
 * @param css its style
 * @param library the script that charts are drawn with
 * @param script its own script
 * @param policy allows the page these and what its kind needs besides, and forbids it everything else
 */
public record PageParts(String css, String library, String script, String policy) {
    /**
     * The parts of a kind of page.
     *
     * @param script its own script
     * @param allowed what its policy allows besides, as directives that end with a semicolon; may be empty
     * @param styles the names of its style sheets after those of a report
     */
    static PageParts of(String script, String allowed, String... styles) {
        String css = Stream.concat(Stream.of("report", "answer", "table"), Stream.of(styles))
                .map(name -> ReportPage.resource(name + ".css"))
                .collect(Collectors.joining());
        String library = ChartLibrary.source();
        return new PageParts(css, library, script, policy(allowed, library, script));
    }

    private static String policy(String allowed, String... scripts) {
        StringBuilder sources = new StringBuilder();
        for (String script : scripts) {
            sources.append(" 'sha256-").append(digest(script)).append('\'');
        }
        return "default-src 'none'; script-src" + sources + "; style-src 'unsafe-inline'; img-src data:; " + allowed
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
}
