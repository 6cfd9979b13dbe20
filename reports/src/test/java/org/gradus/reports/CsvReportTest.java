package org.gradus.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.ranking.GeneralizationRanking;
import org.gradus.core.testkit.StudyBuilder;
import org.gradus.reports.testing.Demos;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvReportTest {
    private static StudyResult result(StudyBuilder study) {
        return new StudyResult(study.study(), study.view(), new GeneralizationRanking().rank(study.view()), false);
    }

    @Test
    void oneRowATrial() {
        StudyBuilder study = StudyBuilder.rates(1e-5, 1, 1)
                .completed(0.01, 0.5)
                .failed(0.1, "disk \"full\", sorry")
                .replicate(1, 0.75);
        study.test(3, 1.5, 0.25);
        List<String> lines = CsvReport.trials(result(study)).lines().toList();
        assertThat(lines.get(0))
                .isEqualTo("id,purpose,replicateOf,rank,learningRate,outcome,epochs,trainLoss,trainAccuracy,"
                        + "validationLoss,validationAccuracy,testLoss,testAccuracy,gap,diagnosis,evidence,reason");
        assertThat(lines).hasSize(4);
        assertThat(lines.get(1)).startsWith("1,search,,1,0.01,completed,1,").contains(",0.5,,,0.0,");
        assertThat(lines.get(2))
                .startsWith("2,search,,2,0.1,failed,0,,,,,,,,")
                .endsWith(",\"disk \"\"full\"\", sorry\"");
        assertThat(lines.get(3)).startsWith("3,replicate,1,,0.01,completed,1,").contains(",1.5,0.25,");
    }

    /** What OWASP's page "CSV Injection" lists; numbers stay numbers. */
    @ParameterizedTest
    @ValueSource(strings = {"=cmd|' /C calc'!A0", "+1", "-1", "@SUM(1)", "\tx", "\rx", "\nx"})
    void textsAreNoFormulas(String reason) {
        StudyBuilder study = StudyBuilder.rates(1e-5, 1, 1).failed(0.1, reason).completed(0.01, -0.5);
        String text = CsvReport.trials(result(study));
        assertThat(text).containsPattern("(,|\")'" + Pattern.quote(reason)).contains(",-0.5,");
    }

    @Test
    void oneRowAPoint() {
        StudyBuilder study = StudyBuilder.rates(1e-5, 1, 2).stepsPerEpoch(4).diverged(0.5, 0.25);
        List<String> lines = CsvReport.curves(result(study)).lines().toList();
        assertThat(lines.get(0))
                .isEqualTo("trial,purpose,step,epoch,learningRate,batchLoss,"
                        + "trainLoss,trainAccuracy,validationLoss,validationAccuracy");
        assertThat(lines).hasSize(4);
        assertThat(lines.get(2)).startsWith("1,search,4,1.0,0.5,").endsWith(",0.25");
        assertThat(lines.get(3)).isEqualTo("1,search,5,1.25,0.5,NaN,,,,");
    }

    @Test
    void everyRowHasAsManyCellsAsTheHead() {
        for (StudyResult study : Demos.all().values()) {
            for (String text : List.of(CsvReport.trials(study), CsvReport.curves(study))) {
                List<String> lines = text.lines().toList();
                assertThat(lines).extracting(CsvReportTest::cells).containsOnly(cells(lines.get(0)));
                assertThat(text).endsWith("\n").doesNotContain("\r");
            }
        }
    }

    private static int cells(String line) {
        return line.replaceAll("\"([^\"]|\"\")*\"", "").split(",", -1).length;
    }

    @Test
    void isWrittenToFiles(@TempDir Path directory) throws Exception {
        CsvReport.writeTrials(Demos.usual(), directory.resolve("trials.csv"));
        CsvReport.writeCurves(Demos.usual(), directory.resolve("curves.csv"));
        assertThat(Files.readString(directory.resolve("trials.csv"))).isEqualTo(CsvReport.trials(Demos.usual()));
        assertThat(Files.readString(directory.resolve("curves.csv"))).isEqualTo(CsvReport.curves(Demos.usual()));
    }
}
