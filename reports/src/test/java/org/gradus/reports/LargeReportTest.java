package org.gradus.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gradus.core.diagnosis.Diagnosis;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.ranking.GeneralizationRanking;
import org.gradus.core.testkit.Allocation;
import org.gradus.core.testkit.StudyBuilder;
import org.gradus.core.trial.TrialPurpose;
import org.gradus.reports.internal.charts.ChartJson;
import org.gradus.reports.internal.facts.StudyFacts;
import org.gradus.reports.internal.words.GlossaryEntry;
import org.gradus.reports.internal.words.ReportModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports of more trials than a browser draws: the page shows a part and says so, the others have everything. */
class LargeReportTest {
    /** What each line of the ranking has. */
    private static final String FOLD = "class=\"fold\"";

    @TempDir
    private Path folder;

    /** Rates that crawl, train, collapse and diverge; one failed; the best trained again; a default rate. */
    private static StudyResult result(int trials) {
        StudyBuilder study = StudyBuilder.rates(1e-5, 1, 4);
        for (int i = 0; i < trials; i++) {
            double place = (i * 37 % trials + 0.5) / trials;
            double rate = Math.pow(10, -5 + 5 * place);
            double top = 0.9 - (place - 0.6) * (place - 0.6);
            if (i == trials / 2) {
                study.failed(rate, "out of memory");
            } else if (place > 0.9) {
                study.diverged(rate, 0.2);
            } else if (i % 10 == 0) {
                study.stopped(rate, top / 2, top * 0.7);
            } else {
                study.completed(rate, top / 2, top * 0.8, top * 0.95, top);
            }
        }
        study.baseline(1e-5, 0.101);
        int best = study.view().bestCompleted().orElseThrow().id().number();
        study.replicate(best, 0.88).replicate(best, 0.89);
        return new StudyResult(study.study(), study.view(), new GeneralizationRanking().rank(study.view()), false);
    }

    @Test
    void pageShowsAPartOfALargeStudyAndSaysSo() {
        StudyResult result = result(3000);
        String page = HtmlReport.render(result);
        int rows = count(page, FOLD);

        assertThat(rows).isBetween(1000, 1060);
        assertThat(page)
                .contains("Of 3001 candidates this page shows " + rows + ": the first 500 of the ranking, and others")
                .contains("The chart shows " + rows + " of 3001 candidates, those of the table.")
                .contains("Every decision about the trials shown and its reason");
        assertThat(page.length())
                .as("0.6 million of these are the chart library")
                .isLessThan(6 << 20);
        assertThat(HtmlReport.render(result)).isEqualTo(page);
    }

    @Test
    void pageShowsTheFirstTheDefaultAndEveryDiagnosisAndOutcome() throws IOException {
        StudyResult result = result(3000);
        ReportModel model = ReportModel.of(result);
        StudyFacts facts = model.facts();
        Set<Object> shown = new HashSet<>();
        model.shown().entries().forEach(e -> {
            shown.add(facts.trial(e.trial().id()).diagnosis().label());
            shown.add(facts.trial(e.trial().id()).outcome());
        });
        Set<Object> all = new HashSet<>();
        result.ranking().entries().forEach(e -> {
            all.add(facts.trial(e.trial().id()).diagnosis().label());
            all.add(facts.trial(e.trial().id()).outcome());
        });

        assertThat(all).contains(Diagnosis.Label.DIVERGED, Diagnosis.Label.TOO_LOW, "failed", "stopped");
        assertThat(shown).isEqualTo(all);
        assertThat(model.shown().entries().subList(0, 500))
                .isEqualTo(result.ranking().entries().subList(0, 500));
        assertThat(model.shown().entries()).anyMatch(e -> e.trial().purpose() == TrialPurpose.BASELINE);
        assertThat(new ObjectMapper().readTree(ChartJson.of(model)).path("trials"))
                .filteredOn(trial -> !trial.path("of").isNull())
                .as("the trainings of the best with fresh seeds")
                .hasSize(2);
    }

    @Test
    void countsAreOfAllTrials() {
        StudyResult result = result(3000);
        List<GlossaryEntry> glossary = ReportModel.of(result).glossary();

        assertThat(glossary.stream().mapToLong(GlossaryEntry::count).sum()).isEqualTo(3001);
        assertThat(HtmlReport.render(result))
                .contains("3000 trials: ")
                .contains("(300 here)"); // Every place above 0.9 diverges, one that failed or none apart.
    }

    @Test
    void pageOfASmallerStudyShowsAllOfIt() {
        String page = HtmlReport.render(result(599));

        assertThat(count(page, FOLD)).isEqualTo(600);
        assertThat(page).doesNotContain("this page shows").doesNotContain("The chart shows");
    }

    @Test
    void jsonAndCsvHaveEveryTrialInTheFileAsInTheText() throws IOException {
        StudyResult result = result(3000);
        JsonReport.write(result, folder.resolve("report.json"));
        CsvReport.writeTrials(result, folder.resolve("trials.csv"));
        CsvReport.writeCurves(result, folder.resolve("curves.csv"));

        assertThat(folder.resolve("report.json")).hasContent(JsonReport.render(result));
        assertThat(folder.resolve("trials.csv")).hasContent(CsvReport.trials(result));
        assertThat(folder.resolve("curves.csv")).hasContent(CsvReport.curves(result));
        JsonNode json =
                new ObjectMapper().readTree(folder.resolve("report.json").toFile());
        assertThat(json.get("trials")).hasSize(3003);
        assertThat(Files.readAllLines(folder.resolve("trials.csv"))).hasSize(3004);
    }

    @Test
    void everyReportTakesStepsThatGrowWithTheNumberOfTrials() {
        Allocation.assertGrowsWithSize(LargeReportTest::page, 1000);
        Allocation.assertGrowsWithSize(LargeReportTest::json, 1000);
        Allocation.assertGrowsWithSize(LargeReportTest::csv, 1000);
        Allocation.assertGrowsWithSize(LargeReportTest::ranking, 1000);
    }

    private static Runnable page(int trials) {
        StudyResult result = result(trials);
        return () -> HtmlReport.render(result);
    }

    private static Runnable json(int trials) {
        StudyResult result = result(trials);
        return () -> JsonReport.render(result);
    }

    private static Runnable csv(int trials) {
        StudyResult result = result(trials);
        return () -> CsvReport.trials(result);
    }

    private static Runnable ranking(int trials) {
        StudyResult result = result(trials);
        return () -> new GeneralizationRanking().rank(result.view());
    }

    private static int count(String text, String what) {
        Matcher matcher = Pattern.compile(Pattern.quote(what)).matcher(text);
        int count = 0;
        while (matcher.find()) {
            count++;
        }
        return count;
    }
}
