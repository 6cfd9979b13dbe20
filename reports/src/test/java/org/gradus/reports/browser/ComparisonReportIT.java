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
    private static Browser browser;
    private static PageChecks checks;

    @BeforeAll
    static void open() throws Exception {
        browser = Browser.openOrSkip("ComparisonReportIT");
        checks = new PageChecks(browser);
        Files.createDirectories(PAGES);
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
        checks.showDrawn(page(demo), width, scheme);
    }

    private static void keepPicture(String name) throws Exception {
        checks.keepPicture("compare-" + name);
    }

    @ParameterizedTest
    @MethodSource("demos")
    void asksForNothingAndComplainsOfNothing(String demo) throws Exception {
        show(demo, 1280, "light");
        keepPicture(demo);
        checks.assertQuiet(page(demo));
        assertThat(checks.count(".chart:has(svg)")).isEqualTo(checks.count(".chart"));
    }

    @ParameterizedTest
    @MethodSource("demos")
    void fitsIntoAPhone(String demo) throws Exception {
        show(demo, 390, "light");
        keepPicture(demo + "-phone");
        checks.assertFits(390);
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
        for (String choice : List.of("[name=history-cost][value=seconds]", "[name=scores-range][value=all]")) {
            checks.clickToChange(choice, "#history-chart");
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
        checks.showWithoutScripts(page("pair"), 1280);
        assertThat(browser.evaluate("document.body.innerText").asText())
                .contains("fashion-cnn is better than low rates", "more than noise", "The chart needs JavaScript");
    }

    @Test
    void printsOnFewSheetsInBlackOnWhite() throws Exception {
        checks.showPrinted(page("pair"), 1000, "dark");
        keepPicture("pair-print");
        checks.assertOnWhite();
        assertThat(Browser.pages(browser.print(8.27, 11.69))).isLessThanOrEqualTo(3);
    }

    @Test
    void textFromOutsideIsNeverMarkup() throws Exception {
        show("six", 1280, "light");
        checks.assertNoMarkupFromOutside();
        assertThat(checks.text("h1")).contains("</script><script>alert('学习率')</script>");
    }
}
