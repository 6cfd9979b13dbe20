package org.gradus.reports.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.gradus.reports.HtmlReport;
import org.gradus.reports.testing.Demos;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The page beside stored pictures of it. Each section is a tile of {@value #TILE} by {@value #TILE} grey points, so that other
 * fonts and another width of a letter make little difference, and a chart that is missing or a table that is cut makes
 * much. {@code -Dgradus.pictures=renew} stores what the page is now.
 */
class PicturesIT {
    private static final Path STORED = Path.of("src", "test", "pictures");
    private static final Path MADE = Path.of("target", "pictures");
    private static final int TILE = 24;

    /**
     * The correlation that a tile has at least with its picture. Another proportional font leaves 0.84 or more; a chart or a table that
     * fills a section and is not drawn leaves 0.57 or less.
     */
    private static final double ALIKE = 0.7;

    private static Browser browser;
    private static PageChecks checks;

    @BeforeAll
    static void open() throws Exception {
        browser = Browser.openOrSkip("PicturesIT");
        checks = new PageChecks(browser);
        Files.createDirectories(MADE);
        Files.createDirectories(Path.of("target", "pages"));
    }

    @AfterAll
    static void close() throws Exception {
        if (browser != null) {
            browser.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "usual, 390, screen",
        "usual, 1300, screen",
        "usual, 718, print",
        "five, 390, screen",
        "five, 1300, screen",
        "five, 718, print"
    })
    void looksAsStored(String demo, int width, String media) throws Exception {
        show(demo, width, media, "");
        BufferedImage tiles = tiles();
        String name = demo + "-" + width + "-" + media + ".png";
        ImageIO.write(tiles, "png", MADE.resolve("tiles-" + name).toFile());
        Path stored = STORED.resolve(name);
        if (System.getProperty("gradus.pictures", "").equals("renew")) {
            Files.createDirectories(STORED);
            ImageIO.write(tiles, "png", stored.toFile());
        }
        BufferedImage expected = ImageIO.read(stored.toFile());
        assertThat(tiles.getHeight()).as("sections").isEqualTo(expected.getHeight());
        assertThat(likeness(tiles, expected))
                .as("likeness of sections to %s; -Dgradus.pictures=renew stores new ones", stored)
                .allMatch(likeness -> likeness >= ALIKE);
    }

    /** On the page of one parameter: with more, a narrow font brings columns into sight that a wide one leaves to scrolling. */
    @Test
    void anotherFontPassesAndWhatIsMissingDoesNot() throws Exception {
        show("usual", 1300, "screen", "");
        BufferedImage whole = tiles();
        show("usual", 1300, "screen", ":root { --sans: serif !important; }");
        assertThat(likeness(tiles(), whole)).allMatch(likeness -> likeness >= ALIKE);
        for (String missing : List.of("#scores-chart", "#curves-chart", "#ranking-table")) {
            show("usual", 1300, "screen", missing + " { visibility: hidden; }");
            assertThat(likeness(tiles(), whole)).as(missing).anyMatch(likeness -> likeness < ALIKE);
        }
    }

    private static void show(String demo, int width, String media, String style) throws Exception {
        Path page = Path.of("target", "pages", "pictures-" + demo + ".html");
        HtmlReport.write(Demos.all().get(demo), page);
        checks.showDrawn(page, width, "light");
        if (media.equals("print")) {
            browser.evaluate("window.dispatchEvent(new Event('beforeprint'))");
            browser.setMedia("print", "light");
        }
        browser.evaluate("document.head.append(Object.assign(document.createElement('style'), { textContent: '" + style
                + "' }))");
        browser.await("true");
    }

    /** The sections of the page that can be seen, each as a tile, one below the other. */
    private static BufferedImage tiles() throws Exception {
        JsonNode boxes = browser.evaluate("[...document.querySelectorAll('main > section')]"
                + ".map(s => s.getBoundingClientRect()).filter(r => r.height > 0)"
                + ".map(r => [r.left, r.top + scrollY, r.width, r.height])");
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(browser.picture()));
        BufferedImage tiles = new BufferedImage(TILE, TILE * boxes.size(), BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < boxes.size(); i++) {
            JsonNode box = boxes.path(i);
            for (int y = 0; y < TILE; y++) {
                for (int x = 0; x < TILE; x++) {
                    int grey = (int) Math.round(mean(
                            picture,
                            box.path(0).asDouble() + x * box.path(2).asDouble() / TILE,
                            box.path(1).asDouble() + y * box.path(3).asDouble() / TILE,
                            box.path(2).asDouble() / TILE,
                            box.path(3).asDouble() / TILE));
                    tiles.getRaster().setSample(x, TILE * i + y, 0, grey);
                }
            }
        }
        return tiles;
    }

    /** The mean lightness of a part of a picture, 0 to 255. */
    private static double mean(BufferedImage picture, double left, double top, double width, double height) {
        double sum = 0;
        int points = 0;
        for (int y = (int) top; y < Math.min(picture.getHeight(), top + height); y++) {
            for (int x = (int) left; x < Math.min(picture.getWidth(), left + width); x++) {
                int color = picture.getRGB(x, y);
                sum += ((color >> 16 & 0xff) + (color >> 8 & 0xff) + (color & 0xff)) / 3.0;
                points++;
            }
        }
        return points == 0 ? 255 : sum / points;
    }

    /** The correlation of each tile with the one in its place; 1 where both are of one grey. */
    private static List<Double> likeness(BufferedImage one, BufferedImage other) {
        List<Double> likeness = new ArrayList<>();
        for (int top = 0; top < Math.min(one.getHeight(), other.getHeight()); top += TILE) {
            double correlation = new PearsonsCorrelation().correlation(points(one, top), points(other, top));
            likeness.add(Double.isNaN(correlation) ? 1 : correlation);
        }
        return likeness;
    }

    private static double[] points(BufferedImage tiles, int top) {
        return tiles.getRaster().getSamples(0, top, TILE, TILE, 0, (double[]) null);
    }
}
