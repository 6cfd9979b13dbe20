package org.gradus.reports.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.Iterables;
import java.util.concurrent.TimeUnit;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.ranking.ScoreRanking;
import org.gradus.core.testkit.StudyBuilder;
import org.gradus.reports.LivePage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The live page in Chromium. A picture of it is left in {@code target/pictures}. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class LivePageIT {
    private static final String DRAWN =
            "Number(document.documentElement.dataset.drawn) === Number(document.documentElement.dataset.charts)";

    private final StudyBuilder study = StudyBuilder.rates(1e-5, 1, 5)
            .completed(1e-2, 0.2, 0.5, 0.6, 0.7, 0.8)
            .stopped(1e-3, 0.3, 0.5)
            .completed(2e-2, 0.2, 0.5, 0.6, 0.7, 0.79);

    private static void await(Browser browser, String condition) throws Exception {
        while (!browser.evaluate(condition).asBoolean()) {
            Thread.sleep(50);
        }
    }

    private void show(LivePage page) {
        page.onEvent(Iterables.getLast(study.events()), study.view());
    }

    @Test
    void changesWhenATrialEndsAndKeepsWhatIsOpen() throws Exception {
        try (Browser browser = Browser.openOrSkip("LivePageIT");
                LivePage page = LivePage.open(0)) {
            PageChecks checks = new PageChecks(browser);
            page.onStart(study.study());
            show(page);
            browser.show(page.address(), 1280);
            await(browser, "document.documentElement.dataset.version !== undefined && " + DRAWN);
            browser.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })");
            browser.evaluate("document.querySelector('[data-filters] input[type=search]').value = 'trial'");
            browser.evaluate("document.querySelector('[data-filters] input[type=search]').focus()");
            browser.evaluate("document.getElementById('ranking').scrollIntoView()");
            browser.evaluate("window.sameDocument = true");
            int top = top(browser);
            int open = checks.count("details[open]");
            String version = version(browser);

            study.completed(3e-2, 0.2, 0.5, 0.6, 0.7, 0.9);
            show(page);

            await(browser, "document.documentElement.dataset.version !== '" + version + "' && " + DRAWN);
            assertThat(browser.evaluate("window.sameDocument").asBoolean()).isTrue();
            assertThat(checks.text("#ranking-table")).contains("0.9");
            assertThat(checks.text("#live-words")).contains("4 of 4 begun trials ended");
            assertThat(open).isPositive();
            assertThat(checks.count("details[open]")).isGreaterThanOrEqualTo(open);
            assertThat(browser.evaluate("document.querySelector('[data-filters] input[type=search]').value")
                            .asText())
                    .isEqualTo("trial");
            assertThat(browser.evaluate("document.activeElement.type").asText()).isEqualTo("search");
            assertThat(Math.abs(top(browser) - top)).isLessThanOrEqualTo(2);
            checks.keepPicture("live");

            page.onEnd(new StudyResult(study.study(), study.view(), new ScoreRanking().rank(study.view()), false));
            await(browser, "document.getElementById('live-state').textContent === 'The search has ended.'");
            assertThat(browser.complaints()).isEmpty();
            assertThat(browser.requests())
                    .allMatch(url -> url.startsWith("data:")
                            || url.startsWith(page.address().toString()));
        }
    }

    private static int top(Browser browser) throws Exception {
        return browser.evaluate("Math.round(document.getElementById('ranking').getBoundingClientRect().top)")
                .asInt();
    }

    private static String version(Browser browser) throws Exception {
        return browser.evaluate("document.documentElement.dataset.version").asText();
    }
}
