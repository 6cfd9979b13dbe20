package org.gradus.reports.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gradus.core.engine.StudyResult;
import org.gradus.reports.HtmlReport;
import org.gradus.reports.testing.Demos;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The report in Chromium. Pictures of the pages are left in {@code target/pictures}. */
class HtmlReportIT {
    private static final Path PAGES = Path.of("target", "pages");
    private static Browser browser;
    private static PageChecks checks;

    @BeforeAll
    static void open() throws Exception {
        browser = Browser.openOrSkip("HtmlReportIT");
        checks = new PageChecks(browser);
        Files.createDirectories(PAGES);
        for (Map.Entry<String, StudyResult> demo : Demos.all().entrySet()) {
            HtmlReport.write(demo.getValue(), page(demo.getKey()));
        }
    }

    @AfterAll
    static void close() throws Exception {
        if (browser != null) {
            browser.close();
        }
    }

    static Stream<String> demos() {
        return Demos.all().keySet().stream();
    }

    private static Path page(String demo) {
        return PAGES.resolve(demo + ".html");
    }

    private static void show(String demo, int width, String scheme) throws Exception {
        checks.showDrawn(page(demo), width, scheme);
    }

    @ParameterizedTest
    @MethodSource("demos")
    void asksForNothingAndComplainsOfNothing(String demo) throws Exception {
        show(demo, 1280, "light");
        checks.keepPicture(demo);
        checks.assertQuiet(page(demo));
    }

    @ParameterizedTest
    @MethodSource("demos")
    void drawsEveryChart(String demo) throws Exception {
        show(demo, 1280, "light");
        assertThat(browser.evaluate("document.documentElement.dataset.charts").asInt())
                .isEqualTo(checks.count(".chart"));
        assertThat(checks.count(".chart:has(svg, canvas)")).isEqualTo(checks.count(".chart"));
        assertThat(checks.count(".chart svg text")).isGreaterThanOrEqualTo(5 * checks.count(".chart:has(svg)"));
    }

    @ParameterizedTest
    @MethodSource("demos")
    void fitsIntoAPhone(String demo) throws Exception {
        show(demo, 400, "light");
        checks.keepPicture(demo + "-phone");
        checks.assertFits(400);
        assertThat(browser.complaints()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"usual", "five", "odd", "diverged", "nothing"})
    void isAccessible(String demo) throws Exception {
        for (String scheme : List.of("light", "dark")) {
            show(demo, 1280, scheme);
            assertThat(browser.violations()).as(scheme).isEmpty();
        }
        show(demo, 400, "light");
        assertThat(browser.violations()).as("phone").isEmpty();
    }

    @Test
    void saysTheEssentialWithoutScripts() throws Exception {
        checks.showWithoutScripts(page("usual"), 1280);
        String text = browser.evaluate("document.body.innerText").asText();
        assertThat(text).contains("Best learning rate", "4.1e-3", "Chance to be the best");
        assertThat(text).contains("The chart needs JavaScript");
        assertThat(checks.count("#ranking [data-trial]")).isEqualTo(18);
        assertThat(checks.count(".chart svg, .chart canvas")).isZero();
        assertThat(checks.count(".controls:not([hidden])")).isZero();
    }

    @Test
    void controlsChangeTheCharts() throws Exception {
        show("usual", 1280, "light");
        for (String choice : List.of(
                "[name=scores-range][value=all]",
                "[name=curves-metric][value=loss]",
                "[name=curves-split][value=both]",
                "[name=curves-again]",
                "[name=curves-metric][value=\"batch loss\"]")) {
            String chart = choice.startsWith("[name=scores") ? "#scores-chart" : "#curves-chart";
            browser.evaluate("document.querySelector('" + chart + "').scrollIntoView()");
            browser.awaitCharts();
            String before = browser.evaluate("document.querySelector('" + chart + "').innerHTML")
                    .asText();
            browser.evaluate("document.querySelector('" + choice + "').click()");
            String after = browser.evaluate("document.querySelector('" + chart + "').innerHTML")
                    .asText();
            assertThat(after).as(choice).isNotEqualTo(before);
        }
        checks.keepPicture("usual-controls");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void darkPageHasDarkCharts() throws Exception {
        show("usual", 1280, "light");
        String light = browser.evaluate("document.querySelector('#scores-chart').innerHTML")
                .asText();
        show("usual", 1280, "dark");
        checks.keepPicture("usual-dark");
        assertThat(browser.evaluate("document.querySelector('#scores-chart').innerHTML")
                        .asText())
                .isNotEqualTo(light);
    }

    @Test
    void printsBlackOnWhite() throws Exception {
        checks.showPrinted(page("usual"), 1000, "dark");
        checks.keepPicture("usual-print");
        checks.assertOnWhite();
        assertThat(checks.count("#scores-chart svg")).isOne();
    }

    /** Browsers say that they will print before they change to the media of a printer. */
    @Test
    void chartsArePrintedInTheSameColoursFromADarkPage() throws Exception {
        String[] drawn = new String[2];
        for (int i = 0; i < 2; i++) {
            checks.showDrawn(page("usual"), 1000, i == 0 ? "light" : "dark");
            browser.evaluate("window.dispatchEvent(new Event('beforeprint'))");
            drawn[i] = browser.evaluate("document.querySelector('#scores-chart').innerHTML")
                    .asText();
        }
        assertThat(withoutIds(drawn[1])).isEqualTo(withoutIds(drawn[0]));
        checks.assertOnWhite();
        browser.evaluate("window.dispatchEvent(new Event('afterprint'))");
        assertThat(browser.evaluate("document.querySelector('#scores-chart').innerHTML")
                        .asText())
                .isNotEqualTo(drawn[1]);
    }

    /** Drawings number their clipped areas on. */
    private static String withoutIds(String drawing) {
        return drawing.replaceAll("zr[0-9]+-", "");
    }

    @Test
    void textFromOutsideIsNeverMarkup() throws Exception {
        show("odd", 1280, "light");
        checks.assertNoMarkupFromOutside();
        assertThat(checks.text("h1")).startsWith("</script><script>alert('学习率')</script>");
    }
}
