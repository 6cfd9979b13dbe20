package org.gradus.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.gradus.reports.testing.PageText.assertAllowsOnlyItsTwoScripts;
import static org.gradus.reports.testing.PageText.find;

import java.nio.file.Files;
import java.nio.file.Path;
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

    @ParameterizedTest
    @MethodSource("demos")
    void sameStudiesGiveTheSameBytes(String demo) {
        ComparisonReport report = Comparisons.all().get(demo);
        assertThat(report.render()).isEqualTo(report.render());
    }

    @ParameterizedTest
    @MethodSource("demos")
    void policyAllowsTheTwoScriptsAndNoOther(String demo) {
        assertAllowsOnlyItsTwoScripts(Comparisons.all().get(demo).render());
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
