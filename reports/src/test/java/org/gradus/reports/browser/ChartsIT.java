package org.gradus.reports.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gradus.core.engine.StudyResult;
import org.gradus.reports.HtmlReport;
import org.gradus.reports.testing.Demos;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The charts of many parameters in Chromium, moved by real events of the mouse. */
class ChartsIT {
    private static final Path PAGES = Path.of("target", "pages");

    /** Where the first axis of the parallel ones lies, from the left of its chart. */
    private static final int FIRST_AXIS = 52;

    private static Browser browser;
    private static PageChecks checks;

    @BeforeAll
    static void open() throws Exception {
        browser = Browser.openOrSkip("ChartsIT");
        checks = new PageChecks(browser);
        Files.createDirectories(PAGES);
        Map<String, StudyResult> studies =
                Map.of("charts-five", Demos.all().get("five"), "charts-thousand", Demos.thousand());
        for (Map.Entry<String, StudyResult> study : studies.entrySet()) {
            HtmlReport.write(study.getValue(), page(study.getKey()));
        }
    }

    @AfterAll
    static void close() throws Exception {
        if (browser != null) {
            browser.close();
        }
    }

    private static Path page(String study) {
        return PAGES.resolve(study + ".html");
    }

    private static void show(String study) throws Exception {
        browser.setMedia("screen", "light");
        browser.show(page(study), 1280);
    }

    /** Shows a page and waits for all of its charts; answers the milliseconds since navigation. */
    private static double showDrawn(String study) throws Exception {
        show(study);
        return browser.awaitCharts();
    }

    private static String drawing(String chart) throws Exception {
        return browser.evaluate("(() => { const c = document.querySelectorAll('#" + chart + " canvas');"
                        + " return c.length ? c[c.length - 1].toDataURL() : document.querySelector('#" + chart
                        + "').innerHTML; })()")
                .asText();
    }

    private static JsonNode box(String selector) throws Exception {
        return browser.evaluate("(() => { const e = document.querySelector('" + selector + "');"
                + " e.scrollIntoView({ block: 'center' }); const r = e.getBoundingClientRect();"
                + " return { x: r.x, y: r.y, width: r.width, height: r.height }; })()");
    }

    /** Draws a range over the upper half of the axis of the learning rate. */
    private static void brush(int steps) throws Exception {
        JsonNode chart = box("#parallel-chart");
        double x = chart.path("x").asDouble() + FIRST_AXIS;
        double y = chart.path("y").asDouble();
        browser.drag(x, y + 45, x, y + chart.path("height").asDouble() / 2, steps);
        browser.await("!document.getElementById('parallel-clear').disabled");
    }

    @Test
    void aRangeOnAnAxisSelectsCandidatesEverywhere() throws Exception {
        showDrawn("charts-five");
        String slices = drawing("slices-chart");
        String parallel = drawing("parallel-chart");
        assertThat(checks.text("#parallel-count")).startsWith("All ");
        brush(8);
        assertThat(checks.text("#parallel-count")).matches("\\d+ of \\d+ candidates selected");
        assertThat(drawing("parallel-chart")).isNotEqualTo(parallel);
        for (String chart : List.of("slices-chart", "curves-chart", "scores-chart")) {
            box("#" + chart);
            browser.await("true");
        }
        assertThat(drawing("slices-chart")).isNotEqualTo(slices);

        box("#parallel-clear");
        browser.click("#parallel-clear");
        browser.await("document.getElementById('parallel-clear').disabled");
        box("#slices-chart");
        browser.await("true");
        assertThat(checks.text("#parallel-count")).startsWith("All ");
        assertThat(drawing("slices-chart")).isEqualTo(slices);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aClickOnTheAxisClearsItsRange() throws Exception {
        showDrawn("charts-five");
        brush(4);
        JsonNode chart = box("#parallel-chart");
        double x = chart.path("x").asDouble() + FIRST_AXIS;
        double y = chart.path("y").asDouble() + 200;
        browser.drag(x, y, x, y, 1);
        browser.await("document.getElementById('parallel-clear').disabled");
        assertThat(checks.text("#parallel-count")).startsWith("All ");
    }

    @Test
    void choosersShowAnotherParameterAndAnotherPair() throws Exception {
        showDrawn("charts-five");
        for (String chooser : List.of("groups-parameter groups-chart", "pairs-pair pairs-chart")) {
            String[] names = chooser.split(" ");
            box("#" + names[1]);
            String before = drawing(names[1]);
            browser.evaluate("document.getElementById('" + names[0] + "').focus()");
            browser.press("ArrowDown", "");
            browser.await("document.getElementById('" + names[0] + "').selectedIndex === 1");
            assertThat(drawing(names[1])).as(chooser).isNotEqualTo(before);
        }
    }

    @Test
    void historyIsShownByTimeToo() throws Exception {
        showDrawn("charts-five");
        box("#history-chart");
        String before = drawing("history-chart");
        checks.clickToChange("[name=history-cost][value=seconds]", "#history-chart");
        assertThat(drawing("history-chart")).isNotEqualTo(before);
    }

    @Test
    void printingDrawsTheChartsThatNobodyHasSeen() throws Exception {
        show("charts-thousand");
        browser.evaluate("window.dispatchEvent(new Event('beforeprint'))");
        assertThat(browser.evaluate("document.documentElement.dataset.drawn").asInt())
                .isEqualTo(browser.evaluate("document.documentElement.dataset.charts")
                        .asInt());
        browser.evaluate("window.dispatchEvent(new Event('afterprint'))");
        assertThat(browser.complaints()).isEmpty();
    }

    /** Says what the page costs, and fails only where something does not work: a loaded machine is no defect. */
    @ParameterizedTest
    @CsvSource({"charts-five", "charts-thousand"})
    void saysHowQuickThePageIs(String study) throws Exception {
        double usable = showDrawn(study);
        JsonNode scrolled = frames(() -> {
            for (int i = 0; i < 40; i++) {
                browser.scroll(120);
            }
        });
        box("#parallel-chart");
        JsonNode brushed = frames(() -> brush(60));
        System.out.println(String.format(
                Locale.ROOT,
                "page of %s: %.1f MiB, drawn after %.2f s; median frame while scrolling %.1f ms, while brushing %.1f ms",
                study.replace("charts-", ""),
                Files.size(page(study)) / 1024.0 / 1024,
                usable / 1000,
                median(scrolled),
                median(brushed)));
        assertThat(checks.text("#parallel-count")).endsWith("candidates selected");
        assertThat(browser.complaints()).isEmpty();
    }

    private interface Moves {
        void make() throws Exception;
    }

    /** The milliseconds of each frame while something moves. */
    private static JsonNode frames(Moves moves) throws Exception {
        browser.evaluate("""
                (() => {
                  window.took = [];
                  window.counting = true;
                  let last = performance.now();
                  const frame = now => {
                    window.took.push(now - last);
                    last = now;
                    if (window.counting) requestAnimationFrame(frame);
                  };
                  requestAnimationFrame(frame);
                })()""");
        moves.make();
        return browser.evaluate("window.counting = false; window.took");
    }

    private static double median(JsonNode values) {
        double[] sorted = new double[values.size()];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = values.path(i).asDouble();
        }
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
