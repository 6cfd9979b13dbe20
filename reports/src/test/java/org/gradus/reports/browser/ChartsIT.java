package org.gradus.reports.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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

    @BeforeAll
    static void open() throws Exception {
        Optional<Path> chromium = Browser.installed();
        if (chromium.isEmpty()) {
            System.out.println(
                    "ChartsIT is skipped: there is no chromium on the path, and -Dgradus.chromium names none");
        }
        assumeTrue(chromium.isPresent(), "no chromium");
        Files.createDirectories(PAGES);
        Map<String, StudyResult> studies =
                Map.of("charts-five", Demos.all().get("five"), "charts-thousand", Demos.thousand());
        for (Map.Entry<String, StudyResult> study : studies.entrySet()) {
            HtmlReport.write(study.getValue(), page(study.getKey()));
        }
        browser = Browser.open(chromium.get());
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
        return await("document.documentElement.dataset.charts === document.documentElement.dataset.drawn");
    }

    /** Waits until something is so in the page, at most half a minute; answers the milliseconds since navigation. */
    private static double await(String condition) throws Exception {
        return browser.evaluate("""
                new Promise((done, fail) => {
                  const end = performance.now() + 30000;
                  const look = () => {
                    if (%s) requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now())));
                    else if (performance.now() > end) fail(new Error('it never came: ' + document.documentElement.dataset.drawn));
                    else setTimeout(look, 10);
                  };
                  look();
                })""".formatted(condition)).asDouble();
    }

    private static String text(String selector) throws Exception {
        return browser.evaluate("document.querySelector('" + selector + "').textContent")
                .asText();
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
        await("!document.getElementById('parallel-clear').disabled");
    }

    @Test
    void aRangeOnAnAxisSelectsCandidatesEverywhere() throws Exception {
        showDrawn("charts-five");
        String slices = drawing("slices-chart");
        String parallel = drawing("parallel-chart");
        assertThat(text("#parallel-count")).startsWith("All ");
        brush(8);
        assertThat(text("#parallel-count")).matches("\\d+ of \\d+ candidates selected");
        assertThat(drawing("parallel-chart")).isNotEqualTo(parallel);
        for (String chart : List.of("slices-chart", "curves-chart", "scores-chart")) {
            box("#" + chart);
            await("true");
        }
        assertThat(drawing("slices-chart")).isNotEqualTo(slices);

        box("#parallel-clear");
        browser.click("#parallel-clear");
        await("document.getElementById('parallel-clear').disabled");
        box("#slices-chart");
        await("true");
        assertThat(text("#parallel-count")).startsWith("All ");
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
        await("document.getElementById('parallel-clear').disabled");
        assertThat(text("#parallel-count")).startsWith("All ");
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
            await("document.getElementById('" + names[0] + "').selectedIndex === 1");
            assertThat(drawing(names[1])).as(chooser).isNotEqualTo(before);
        }
    }

    @Test
    void historyIsShownByTimeToo() throws Exception {
        showDrawn("charts-five");
        box("#history-chart");
        String before = drawing("history-chart");
        // It may be drawn a moment later; if it never is, the call fails.
        browser.evaluate("""
                new Promise(done => {
                  const chart = document.getElementById('history-chart');
                  const before = chart.innerHTML;
                  document.querySelector('[name=history-cost][value=seconds]').click();
                  const look = () => (chart.innerHTML === before ? setTimeout(look, 20) : done(1));
                  look();
                })""");
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
        assertThat(text("#parallel-count")).endsWith("candidates selected");
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
