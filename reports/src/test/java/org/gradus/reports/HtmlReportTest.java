package org.gradus.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.gradus.reports.testing.PageText.assertAllowsOnlyItsTwoScripts;
import static org.gradus.reports.testing.PageText.find;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gradus.core.study.SearchException;
import org.gradus.reports.testing.Demos;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HtmlReportTest {
    static Iterable<String> demos() {
        return Demos.all().keySet();
    }

    private static String render(String demo) {
        return HtmlReport.render(Demos.all().get(demo));
    }

    /** The page without its scripts and style. */
    private static String markup(String page) {
        return page.replaceAll("(?s)<(script|style)[ >].*?</\\1>", "");
    }

    @ParameterizedTest
    @MethodSource("demos")
    void sameStudyGivesTheSameBytes(String demo) {
        assertThat(render(demo)).isEqualTo(render(demo));
    }

    @ParameterizedTest
    @MethodSource("demos")
    void loadsNothing(String demo) {
        String markup = markup(render(demo));
        assertThat(find(markup, " (?:src|href|action|srcset|data|poster)=\"([^\"]*)\""))
                .allMatch(address -> address.startsWith("#") || address.equals("data:,"));
        assertThat(find(markup, "<(link|img|iframe|object|embed|form|base)[ >]"))
                .containsExactly("link");
    }

    @ParameterizedTest
    @MethodSource("demos")
    void policyAllowsTheTwoScriptsAndNoOther(String demo) {
        assertAllowsOnlyItsTwoScripts(render(demo));
    }

    @ParameterizedTest
    @MethodSource("demos")
    void elementsAreClosedInOrder(String demo) {
        List<String> open = new ArrayList<>();
        Matcher tags = Pattern.compile("<(/?)([a-z][a-z0-9]*)[^>]*>").matcher(markup(render(demo)));
        while (tags.find()) {
            if (List.of("meta", "link", "input", "col").contains(tags.group(2))) {
                continue;
            }
            if (tags.group(1).isEmpty()) {
                open.add(tags.group(2));
            } else {
                assertThat(open.remove(open.size() - 1)).isEqualTo(tags.group(2));
            }
        }
        assertThat(open).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("demos")
    void everyCandidateIsInTheTable(String demo) {
        assertThat(find(render(demo), "<tbody role=\"rowgroup\" data-trial=\"(\\d+)\" class="))
                .containsExactlyElementsOf(Demos.all().get(demo).ranking().entries().stream()
                        .map(entry -> Integer.toString(entry.trial().id().number()))
                        .toList());
    }

    @Test
    void answerComesFirstAndTheRestInOrder() {
        assertThat(find(render("usual"), "<section id=\"([a-z]+)\""))
                .containsExactly(
                        "answer", "scores", "curves", "ranking", "sweeps", "cost", "decisions", "words", "settings");
        assertThat(find(render("five"), "<section id=\"([a-z]+)\""))
                .containsExactly(
                        "answer",
                        "scores",
                        "curves",
                        "parameters",
                        "ranking",
                        "importance",
                        "pairs",
                        "cost",
                        "decisions",
                        "words",
                        "settings");
        assertThat(find(render("nothing"), "<section id=\"([a-z]+)\""))
                .containsExactly("answer", "ranking", "decisions", "settings");
    }

    @Test
    void rangeTestIsSaidInWordsAndInATable() {
        String markup = markup(render("usual"));
        assertThat(markup)
                .contains("Train with a rate between ", ">lrSteep</th>", ">lrUnstable</th>", "rule of other tools")
                .contains("in 3 sweeps (thin lines) with their smoothed median (thick).");
        assertThat(markup(render("loss"))).doesNotContain("Range test");
    }

    @Test
    void rangeTestAloneAnswersWithItsInterval() {
        String markup = markup(render("sweeps"));
        assertThat(find(markup, "<p class=\"none\">(Train with a rate between [^<]+)</p>"))
                .hasSize(1);
        assertThat(markup)
                .contains("This is a range test alone")
                .doesNotContain("None can be recommended", "No trial was run");
    }

    @Test
    void textFromOutsideIsEscaped() {
        String markup = markup(render("odd"));
        assertThat(markup)
                .contains("<h1>&lt;/script&gt;&lt;script&gt;alert('学习率')&lt;/script&gt; &amp;")
                .contains("größe &lt;b&gt;")
                .contains("&lt;img src=x onerror=alert(2)&gt;")
                .doesNotContain("<b>", "<img");
    }

    @Test
    void headingsAndLandmarksAreThere() {
        String page = render("usual");
        assertThat(find(page, "<(h1)>")).hasSize(1);
        assertThat(find(page, "<(html lang=\"en\"|main|header|footer|nav aria-label=\"[^\"]+\")>"))
                .hasSize(5);
        assertThat(find(page, "role=\"img\" aria-label=\"([^\"]+)\"")).hasSize(5);
        assertThat(find(page, "<(caption)")).hasSize(6);
    }

    @Test
    void commandThatRepeatsTheStudyIsShownOnce() {
        assertThat(find(markup(render("usual")), "(java -jar examples/target/gradus.jar)"))
                .hasSize(1);
    }

    @Test
    void isWrittenWhole(@TempDir Path directory) throws Exception {
        Path path = directory.resolve("report.html");
        HtmlReport.write(Demos.usual(), path);
        assertThat(Files.readString(path)).isEqualTo(render("usual")).startsWith("<!doctype html>\n");
    }

    @Test
    void placeThatCannotBeWrittenIsRefusedBeforeTraining(@TempDir Path directory) {
        Path path = directory.resolve("no").resolve("report.html");
        assertThatExceptionOfType(SearchException.class)
                .isThrownBy(() -> HtmlReport.check(path))
                .withMessageContaining("there is no directory");
    }
}
