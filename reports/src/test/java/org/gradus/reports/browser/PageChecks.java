package org.gradus.reports.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;

/** What the tests of all pages do with a page in a browser, and check of it. Pictures are left in {@code target/pictures}. */
final class PageChecks {
    private static final Path PICTURES = Path.of("target", "pictures");

    private final Browser browser;

    PageChecks(Browser browser) {
        this.browser = browser;
    }

    /** Shows a page in {@code light} or {@code dark}, and waits for all of its charts. */
    void showDrawn(Path file, int width, String scheme) throws Exception {
        browser.setScripts(true);
        browser.setMedia("screen", scheme);
        browser.showDrawn(file, width);
    }

    /** Shows a page whose scripts do not run. */
    void showWithoutScripts(Path file, int width) throws Exception {
        browser.setScripts(false);
        browser.show(file, width);
        browser.setScripts(true);
    }

    /** Shows a page on paper, where it draws its charts again. */
    void showPrinted(Path file, int width, String scheme) throws Exception {
        showDrawn(file, width, scheme);
        browser.setMedia("print", scheme);
        browser.evaluate("window.dispatchEvent(new Event('beforeprint'))");
    }

    /** Clicks a control, and waits until its chart is drawn otherwise; fails where it never is. */
    void clickToChange(String control, String chart) throws Exception {
        String drawing = "document.querySelector('" + chart + "').innerHTML";
        browser.evaluate("document.querySelector('" + chart + "').scrollIntoView()");
        browser.evaluate("window.before = " + drawing + "; document.querySelector('" + control + "').click()");
        browser.await(drawing + " !== window.before");
    }

    int count(String selector) throws Exception {
        return browser.evaluate("document.querySelectorAll('" + selector + "').length")
                .asInt();
    }

    String text(String selector) throws Exception {
        return browser.evaluate("document.querySelector('" + selector + "').textContent")
                .asText();
    }

    void keepPicture(String name) throws Exception {
        Files.createDirectories(PICTURES);
        Files.write(PICTURES.resolve(name + ".png"), browser.picture());
    }

    /** The page complained of nothing, and asked for nothing but itself. */
    void assertQuiet(Path file) {
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.requests())
                .allMatch(url ->
                        url.startsWith("data:") || url.equals(file.toUri().toString()));
    }

    /** The page is no wider than the window. */
    void assertFits(int width) throws Exception {
        assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
                .isLessThanOrEqualTo(width);
    }

    /** The page is printed on white. */
    void assertOnWhite() throws Exception {
        assertThat(browser.evaluate("getComputedStyle(document.body).backgroundColor")
                        .asText())
                .isEqualTo("rgb(255, 255, 255)");
    }

    /** No text from outside became a script or a picture: the page has its data, its two scripts, and no complaint. */
    void assertNoMarkupFromOutside() throws Exception {
        assertThat(count("script")).isEqualTo(3);
        assertThat(count("img")).isZero();
        assertThat(browser.complaints()).isEmpty();
    }
}
