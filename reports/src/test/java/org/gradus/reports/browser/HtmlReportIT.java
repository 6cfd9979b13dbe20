package org.gradus.reports.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private static final Path PICTURES = Path.of("target", "pictures");
    private static Browser browser;

    @BeforeAll
    static void open() throws Exception {
        Optional<Path> chromium = Browser.installed();
        if (chromium.isEmpty()) {
            System.out.println(
                    "HtmlReportIT is skipped: there is no chromium on the path, and -Dgradus.chromium names none");
        }
        assumeTrue(chromium.isPresent(), "no chromium");
        Files.createDirectories(PAGES);
        Files.createDirectories(PICTURES);
        for (Map.Entry<String, StudyResult> demo : Demos.all().entrySet()) {
            HtmlReport.write(demo.getValue(), page(demo.getKey()));
        }
        browser = Browser.open(chromium.get());
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
        browser.setScripts(true);
        browser.setMedia("screen", scheme);
        browser.show(page(demo), width);
        awaitCharts();
    }

    /** Waits until all charts are drawn, those below the fold too, and until the browser has painted them. */
    private static void awaitCharts() throws Exception {
        browser.evaluate("""
                new Promise((done, fail) => {
                  const end = performance.now() + 30000;
                  const look = () => {
                    const { charts, drawn } = document.documentElement.dataset;
                    if (charts === (drawn || '0')) requestAnimationFrame(() => requestAnimationFrame(() => done(1)));
                    else if (performance.now() > end) fail(new Error(drawn + ' of ' + charts + ' charts are drawn'));
                    else setTimeout(look, 20);
                  };
                  look();
                })""");
    }

    private static void keepPicture(String name) throws Exception {
        Files.write(PICTURES.resolve(name + ".png"), browser.picture());
    }

    private static int count(String selector) throws Exception {
        return browser.evaluate("document.querySelectorAll('" + selector + "').length")
                .asInt();
    }

    @ParameterizedTest
    @MethodSource("demos")
    void asksForNothingAndComplainsOfNothing(String demo) throws Exception {
        show(demo, 1280, "light");
        keepPicture(demo);
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.requests())
                .allMatch(url ->
                        url.startsWith("data:") || url.equals(page(demo).toUri().toString()));
    }

    @ParameterizedTest
    @MethodSource("demos")
    void drawsEveryChart(String demo) throws Exception {
        show(demo, 1280, "light");
        assertThat(browser.evaluate("document.documentElement.dataset.charts").asInt())
                .isEqualTo(count(".chart"));
        assertThat(count(".chart:has(svg, canvas)")).isEqualTo(count(".chart"));
        assertThat(count(".chart svg text")).isGreaterThanOrEqualTo(5 * count(".chart:has(svg)"));
    }

    @ParameterizedTest
    @MethodSource("demos")
    void fitsIntoAPhone(String demo) throws Exception {
        show(demo, 400, "light");
        keepPicture(demo + "-phone");
        assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
                .isLessThanOrEqualTo(400);
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
        browser.setScripts(false);
        browser.show(page("usual"), 1280);
        browser.setScripts(true);
        String text = browser.evaluate("document.body.innerText").asText();
        assertThat(text).contains("Best learning rate", "4.1e-3", "Chance to be the best");
        assertThat(text).contains("The chart needs JavaScript");
        assertThat(count("#ranking [data-trial]")).isEqualTo(18);
        assertThat(count(".chart svg, .chart canvas")).isZero();
        assertThat(count(".controls:not([hidden])")).isZero();
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
            awaitCharts();
            String before = browser.evaluate("document.querySelector('" + chart + "').innerHTML")
                    .asText();
            browser.evaluate("document.querySelector('" + choice + "').click()");
            String after = browser.evaluate("document.querySelector('" + chart + "').innerHTML")
                    .asText();
            assertThat(after).as(choice).isNotEqualTo(before);
        }
        keepPicture("usual-controls");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void darkPageHasDarkCharts() throws Exception {
        show("usual", 1280, "light");
        String light = browser.evaluate("document.querySelector('#scores-chart').innerHTML")
                .asText();
        show("usual", 1280, "dark");
        keepPicture("usual-dark");
        assertThat(browser.evaluate("document.querySelector('#scores-chart').innerHTML")
                        .asText())
                .isNotEqualTo(light);
    }

    @Test
    void printsBlackOnWhite() throws Exception {
        show("usual", 1000, "dark");
        browser.setMedia("print", "dark");
        browser.evaluate("window.dispatchEvent(new Event('beforeprint'))");
        keepPicture("usual-print");
        assertThat(browser.evaluate("getComputedStyle(document.body).backgroundColor")
                        .asText())
                .isEqualTo("rgb(255, 255, 255)");
        assertThat(count("#scores-chart svg")).isOne();
    }

    @Test
    void textFromOutsideIsNeverMarkup() throws Exception {
        show("odd", 1280, "light");
        assertThat(count("script")).isEqualTo(3);
        assertThat(count("img")).isZero();
        assertThat(browser.evaluate("document.querySelector('h1').textContent").asText())
                .startsWith("</script><script>alert('学习率')</script>");
        assertThat(browser.complaints()).isEmpty();
    }
}
