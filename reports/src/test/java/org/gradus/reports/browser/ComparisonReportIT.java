package org.gradus.reports.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gradus.reports.ComparisonReport;
import org.gradus.reports.testing.Comparisons;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page of a comparison in Chromium. Pictures of the pages are left in {@code target/pictures}. */
class ComparisonReportIT {
    private static final Path PAGES = Path.of("target", "pages");
    private static final Path PICTURES = Path.of("target", "pictures");
    private static Browser browser;

    @BeforeAll
    static void open() throws Exception {
        browser = Browser.openOrSkip("ComparisonReportIT");
        Files.createDirectories(PAGES);
        Files.createDirectories(PICTURES);
        for (Map.Entry<String, ComparisonReport> demo : Comparisons.all().entrySet()) {
            demo.getValue().write(page(demo.getKey()));
        }
    }

    @AfterAll
    static void close() throws Exception {
        if (browser != null) {
            browser.close();
        }
    }

    static Stream<String> demos() {
        return Comparisons.all().keySet().stream();
    }

    private static Path page(String demo) {
        return PAGES.resolve("compare-" + demo + ".html");
    }

    private static void show(String demo, int width, String scheme) throws Exception {
        browser.setScripts(true);
        browser.setMedia("screen", scheme);
        browser.showDrawn(page(demo), width);
    }

    private static void keepPicture(String name) throws Exception {
        Files.write(PICTURES.resolve("compare-" + name + ".png"), browser.picture());
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
        assertThat(count(".chart:has(svg)")).isEqualTo(count(".chart"));
    }

    @ParameterizedTest
    @MethodSource("demos")
    void fitsIntoAPhone(String demo) throws Exception {
        show(demo, 390, "light");
        keepPicture(demo + "-phone");
        assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
                .isLessThanOrEqualTo(390);
        assertThat(browser.complaints()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("demos")
    void isAccessible(String demo) throws Exception {
        for (String scheme : List.of("light", "dark")) {
            show(demo, 1280, scheme);
            browser.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })");
            assertThat(browser.violations()).as(scheme).isEmpty();
        }
        keepPicture(demo + "-dark");
        show(demo, 390, "light");
        assertThat(browser.violations()).as("phone").isEmpty();
    }

    @Test
    void controlsChangeTheChart() throws Exception {
        show("pair", 1280, "light");
        String drawing = "document.querySelector('#history-chart').innerHTML";
        for (String choice : List.of("[name=history-cost][value=seconds]", "[name=scores-range][value=all]")) {
            browser.evaluate("document.querySelector('#history-chart').scrollIntoView()");
            browser.evaluate("window.before = " + drawing + "; document.querySelector('" + choice + "').click()");
            browser.await(drawing + " !== window.before");
        }
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void theChartHasALineOfEachStudyThatReachedSomething() throws Exception {
        show("six", 1280, "light");
        assertThat(browser.evaluate(
                                "[...document.querySelectorAll('#history-key li')].map(li => li.textContent).join('|')")
                        .asText()
                        .split("\\|"))
                .hasSize(6)
                .filteredOn(key -> key.endsWith("(none yet)"))
                .containsExactly("nothing yet (none yet)", "all diverged (none yet)");
    }

    @Test
    void saysEverythingWithoutScripts() throws Exception {
        browser.setScripts(false);
        browser.show(page("pair"), 1280);
        browser.setScripts(true);
        assertThat(browser.evaluate("document.body.innerText").asText())
                .contains("fashion-cnn is better than low rates", "more than noise", "The chart needs JavaScript");
    }

    @Test
    void printsOnFewSheetsInBlackOnWhite() throws Exception {
        show("pair", 1000, "dark");
        browser.setMedia("print", "dark");
        browser.evaluate("window.dispatchEvent(new Event('beforeprint'))");
        keepPicture("pair-print");
        assertThat(browser.evaluate("getComputedStyle(document.body).backgroundColor")
                        .asText())
                .isEqualTo("rgb(255, 255, 255)");
        assertThat(Browser.pages(browser.print(8.27, 11.69))).isLessThanOrEqualTo(3);
    }

    @Test
    void textFromOutsideIsNeverMarkup() throws Exception {
        show("six", 1280, "light");
        assertThat(count("script")).isEqualTo(3);
        assertThat(count("img")).isZero();
        assertThat(browser.evaluate("document.querySelector('h1').textContent").asText())
                .contains("</script><script>alert('学习率')</script>");
        assertThat(browser.complaints()).isEmpty();
    }
}
