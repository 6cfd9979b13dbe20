package org.gradus.reports.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.gradus.core.engine.StudyResult;
import org.gradus.reports.HtmlReport;
import org.gradus.reports.testing.Demos;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables, buttons and paper: what a reader does with the page beside its charts, by mouse, keys and printer. */
class TablesIT {
    private static final Path FIVE = Path.of("target", "pages", "tables-five.html");
    private static final Path USUAL = Path.of("target", "pages", "tables-usual.html");
    private static final Path THOUSAND = Path.of("target", "pages", "tables-thousand.html");
    private static final String LINES = "#ranking-table tbody[data-trial]";
    private static Browser browser;
    private static PageChecks checks;

    @BeforeAll
    static void open() throws Exception {
        browser = Browser.openOrSkip("TablesIT");
        checks = new PageChecks(browser);
        Files.createDirectories(FIVE.getParent());
        write(Demos.all().get("five"), FIVE);
        write(Demos.usual(), USUAL);
        write(Demos.thousand(), THOUSAND);
    }

    private static void write(StudyResult result, Path page) {
        HtmlReport.write(result, page);
    }

    @AfterAll
    static void close() throws Exception {
        if (browser != null) {
            browser.close();
        }
    }

    private static void show(Path page, int width) throws Exception {
        checks.showDrawn(page, width, "light");
    }

    /** The sort keys of a column from the top; of those that have one. */
    private static List<Double> keys(int column) throws Exception {
        List<Double> keys = new ArrayList<>();
        for (JsonNode key : browser.evaluate("[...document.querySelectorAll('" + LINES + "')].map(b => b.rows[0].cells["
                + column + "].dataset.key).filter(k => k !== undefined).map(Number)")) {
            keys.add(key.asDouble());
        }
        return keys;
    }

    private static int column(String head) throws Exception {
        return browser.evaluate("[...document.querySelectorAll('#ranking-table th.n, #ranking-table thead th')]"
                        + ".find(th => th.textContent === '" + head + "').cellIndex")
                .asInt();
    }

    private static String sort(int column) {
        return "#ranking-table thead th:nth-child(" + (column + 1) + ") button";
    }

    private static String order(int column) throws Exception {
        return browser.evaluate("document.querySelector('#ranking-table thead th:nth-child(" + (column + 1)
                        + ")').getAttribute('aria-sort')")
                .asText();
    }

    @Test
    void columnsSortByMouse() throws Exception {
        show(FIVE, 1300);
        int score = column("Score");
        browser.click(sort(score));
        assertThat(order(score)).isEqualTo("ascending");
        assertThat(keys(score)).isSorted().hasSizeGreaterThan(50);
        browser.click(sort(score));
        assertThat(order(score)).isEqualTo("descending");
        assertThat(keys(score)).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(checks.count("#ranking-table [aria-sort]")).isOne();
    }

    @Test
    void columnsSortByKeys() throws Exception {
        show(FIVE, 1300);
        int batch = column("batch");
        browser.evaluate("document.querySelector('" + sort(batch) + "').focus()");
        browser.press("Enter", "\r");
        assertThat(order(batch)).isEqualTo("ascending");
        assertThat(keys(batch)).isSorted();
        browser.press("Tab", "");
        assertThat(browser.evaluate("document.activeElement.className").asText())
                .isEqualTo("sort");
    }

    @Test
    void wordsAndLimitsFilter() throws Exception {
        show(FIVE, 1300);
        int all = checks.count(LINES);
        browser.click("[data-filters=ranking-table] [type=search]");
        browser.type("adam completed");
        int some = checks.count(LINES);
        assertThat(some).isBetween(1, all - 1);
        assertThat(checks.text("[data-filters=ranking-table] .count")).isEqualTo(some + " of " + all + " candidates");
        browser.click("[name=\"Rate from\"]");
        browser.type("1e-3");
        assertThat(checks.count(LINES)).isBetween(1, some - 1);
        assertThat(keys(1)).allMatch(rate -> rate >= 1e-3);
        assertThat(checks.text("#parallel-count"))
                .as("charts select the same")
                .startsWith(checks.count(LINES) + " of ");
        browser.click("[data-filters=ranking-table] .clear");
        assertThat(checks.count(LINES)).isEqualTo(all);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void explanationsOpenByMouseAndKey() throws Exception {
        show(FIVE, 1300);
        String second = LINES + ":nth-of-type(2) ";
        String shown = "getComputedStyle(document.querySelector('" + second + ".words')).display";
        assertThat(browser.evaluate(shown).asText()).isEqualTo("none");
        browser.click(second + ".fold");
        assertThat(browser.evaluate(shown).asText()).isEqualTo("table-row");
        browser.press("Space", " ");
        assertThat(browser.evaluate(shown).asText()).isEqualTo("none");
        assertThat(browser.evaluate("getComputedStyle(document.querySelector('" + LINES + ".best .words')).display")
                        .asText())
                .isEqualTo("table-row");
    }

    @Test
    void headAndNamesStayInView() throws Exception {
        show(FIVE, 800);
        String scroller = "document.querySelector('#ranking .scroll')";
        browser.evaluate(scroller + ".scrollTo(400, 300)");
        JsonNode places = browser.evaluate("(() => { const s = " + scroller
                + ".getBoundingClientRect(); const h = document.querySelector('#ranking-table thead .name')"
                + ".getBoundingClientRect(); const r = document.querySelector('" + LINES + " .rank')"
                + ".getBoundingClientRect(); return [h.top - s.top, h.left - s.left, r.left - s.left]; })()");
        assertThat(places.path(0).asDouble()).isBetween(-1.0, 2.0);
        assertThat(places.path(1).asDouble()).isBetween(60.0, 80.0);
        assertThat(places.path(2).asDouble()).isBetween(-1.0, 2.0);
    }

    @Test
    void aThousandLinesAreInThePageAsTheyAreSeen() throws Exception {
        show(THOUSAND, 1300);
        assertThat(checks.count(LINES)).isLessThan(150);
        assertThat(checks.text("[data-filters=ranking-table] .count")).isEqualTo("1000 candidates");
        browser.wheel("#ranking .scroll", 6000);
        browser.await("Number(document.querySelector('" + LINES + " .rank').dataset.key) > 20");
        browser.evaluate("document.querySelector('#ranking .scroll').scrollTop = 1e9");
        browser.await("[...document.querySelectorAll('" + LINES + " .rank')].some(r => r.dataset.key === '1000')");
        assertThat(checks.count(LINES)).isLessThan(150);
        browser.click(sort(column("Score")));
        assertThat(browser.evaluate("document.querySelector('#ranking .scroll').scrollTop")
                        .asInt())
                .isZero();
        assertThat(keys(column("Score"))).isSorted();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aPhoneShowsTwentyCardsAndMoreWhenAsked() throws Exception {
        show(FIVE, 390);
        assertThat(checks.count(LINES)).isEqualTo(20);
        browser.click("#ranking .more");
        assertThat(checks.count(LINES)).isEqualTo(40);
        checks.assertFits(390);
    }

    @Test
    void copiesAllDigitsAndSelectsThemWhereCopyingIsRefused() throws Exception {
        show(USUAL, 1300);
        browser.evaluate("navigator.clipboard.writeText = text => { window.copied = text; return Promise.resolve(); }");
        browser.click(".copy");
        browser.await("document.querySelector('.copy').textContent === 'Copied'");
        assertThat(browser.evaluate("window.copied").asText()).isEqualTo("{\"learningRate\":0.0052}");
        browser.evaluate("document.execCommand = () => false;"
                + " navigator.clipboard.writeText = () => Promise.reject(new Error('refused'))");
        browser.click(".texts div:nth-child(2) .copy");
        browser.await("document.querySelectorAll('.copy')[1].textContent.startsWith('Selected')");
        assertThat(browser.evaluate("getSelection().toString()").asText())
                .isEqualTo("Configuration.builder().set(\"learningRate\", 0.0052).build()");
    }

    /** Sheets in inches: A4 and Letter. */
    @ParameterizedTest
    @CsvSource({"8.27, 11.69", "8.5, 11"})
    void aStudyOfFiveParametersTakesFivePagesAtMost(double width, double height) throws Exception {
        show(FIVE, 1300);
        byte[] pdf = browser.print(width, height);
        Files.write(Path.of("target", "pages", "five-" + width + ".pdf"), pdf);
        assertThat(Browser.pages(pdf)).isBetween(2, 5);
        show(USUAL, 1300);
        assertThat(Browser.pages(browser.print(width, height))).isBetween(2, 5);
    }

    @Test
    void nothingIsCutAtTheRightOfASheet() throws Exception {
        show(FIVE, 718);
        browser.evaluate("window.dispatchEvent(new Event('beforeprint'))");
        browser.setMedia("print", "light");
        assertThat(
                        browser.evaluate(
                                "[...document.querySelectorAll('main *')]"
                                        + ".filter(e => e.getBoundingClientRect().right > 720).map(e => e.tagName + '.' + e.className)"))
                .isEmpty();
        assertThat(checks.count(LINES)).isEqualTo(62);
    }
}
