package org.gradus.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gradus.core.study.SearchException;
import org.gradus.reports.testing.Comparisons;
import org.gradus.reports.testing.Demos;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ComparisonReportTest {
    static Stream<String> demos() {
        return Comparisons.all().keySet().stream();
    }

    private static List<String> find(String page, String expression) {
        return Pattern.compile(expression, Pattern.DOTALL)
                .matcher(page)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("demos")
    void sameStudiesGiveTheSameBytes(String demo) {
        ComparisonReport report = Comparisons.all().get(demo);
        assertThat(report.render()).isEqualTo(report.render());
    }

    @ParameterizedTest
    @MethodSource("demos")
    void policyAllowsTheTwoScriptsAndNoOther(String demo) {
        String page = Comparisons.all().get(demo).render();
        List<String> scripts = find(page, "<script>(.*?)</script>");
        assertThat(scripts).hasSize(2);
        assertThat(find(page, "&#39;sha256-([^&]*)&#39;"))
                .isEqualTo(scripts.stream()
                        .map(script -> Base64.getEncoder()
                                .encodeToString(Hashing.sha256()
                                        .hashString(script, StandardCharsets.UTF_8)
                                        .asBytes()))
                        .toList());
        assertThat(find(page, "Content-Security-Policy\" content=\"([^\"]*)\"").get(0))
                .contains("default-src &#39;none&#39;")
                .doesNotContain("http", "*", "unsafe-eval");
    }

    @Test
    void sectionsFollowTheAnswer() {
        assertThat(find(Comparisons.all().get("pair").render(), "<section id=\"([a-z]+)\""))
                .containsExactly("answer", "configurations", "cost", "settings", "health", "words");
        assertThat(find(Comparisons.all().get("fruitless").render(), "<section id=\"([a-z]+)\""))
                .containsExactly("answer", "configurations", "cost", "settings", "words");
    }

    @Test
    void otherObjectivesAreRefused() {
        ComparisonReport report = new ComparisonReport().add(Demos.usual());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> report.add(Demos.all().get("loss")))
                .withMessage("the scores of studies 'fashion-cnn' (maximize validationAccuracy) and 'by loss' (minimize"
                        + " validationLoss) cannot be compared: they have different objectives"
                        + "\nMaybe write a report of each.");
    }

    @Test
    void aNameIsTakenOnce() {
        ComparisonReport report = new ComparisonReport().add(Demos.usual());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> report.add(Demos.usual()))
                .withMessageContaining("two of the studies that are compared are named 'fashion-cnn'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> report.add(" ", Demos.usual()))
                .withMessageContaining("must not be blank");
        assertThat(report.add("again", Demos.usual()).render()).contains("<h1>fashion-cnn and again</h1>");
    }

    @Test
    void oneStudyIsNoComparisonAndManyAreTooMany() {
        ComparisonReport report = new ComparisonReport().add("1", Demos.usual());
        assertThatIllegalStateException().isThrownBy(report::render).withMessageContaining("at least 2");
        for (int i = 2; i <= ComparisonReport.MOST; i++) {
            report.add(Integer.toString(i), Demos.usual());
        }
        assertThat(report.summary()).startsWith("1 has the best mean, but is not told apart from 2, 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> report.add("one more", Demos.usual()))
                .withMessageContaining("at most " + ComparisonReport.MOST);
    }

    @Test
    void isWrittenWhole(@TempDir Path directory) throws Exception {
        Path path = directory.resolve("compared.html");
        ComparisonReport report = Comparisons.all().get("pair");
        report.write(path);
        assertThat(Files.readString(path)).isEqualTo(report.render()).startsWith("<!doctype html>\n");
        Path nowhere = directory.resolve("no").resolve("compared.html");
        assertThatExceptionOfType(SearchException.class)
                .isThrownBy(() -> report.write(nowhere))
                .withMessageContaining("there is no directory");
    }
}
