package org.gradus.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gradus.core.engine.AskTell;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.strategy.Proposal;
import org.gradus.core.testkit.ToyStrategies;
import org.gradus.core.testkit.UnratedTrainer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports of a study by ask and tell in which nothing has a learning rate. */
class WithoutRateTest {
    private static StudyResult result;

    @TempDir
    private Path folder;

    @BeforeAll
    static void search() {
        AskTell search = AskTell.of(UnratedTrainer.SPACE)
                .strategy(ToyStrategies.of((study, random) -> Proposal.suggest(
                        UnratedTrainer.configuration(0.1 * study.searchedCount(), 1 + study.searchedCount()),
                        "a test")))
                .baseline(UnratedTrainer.configuration(0.5, 5))
                .trials(5)
                .finalists(2)
                .replicates(2)
                .start();
        for (AskTell.Asked trial : search) {
            if (trial.configuration().integer("depth") == 2) {
                trial.diverged("the loss is NaN");
            } else {
                trial.tell(UnratedTrainer.loss(trial.configuration(), 1));
            }
        }
        result = search.result();
    }

    @Test
    void htmlNamesTheConfigurationAndNoRate() throws Exception {
        Path file = folder.resolve("report.html");
        HtmlReport.write(result, file);
        String page = Files.readString(file);
        String body = page.substring(page.indexOf("<body>"), page.indexOf("<script"));
        assertThat(body)
                .contains("Best configuration", "depth=3, dropout=0.2", "Gain over the baseline")
                .doesNotContain(
                        "Best learning rate", "default rate", "Distance to breakdown", "Score against learning rate");
    }

    @Test
    void jsonHasNullForTheRate() throws Exception {
        JsonNode json = new ObjectMapper().readTree(JsonReport.render(result));
        assertThat(json.at("/winner/learningRate").isNull()).isTrue();
        assertThat(json.at("/winner/configuration/depth").asInt()).isEqualTo(3);
        assertThat(json.at("/trials"))
                .hasSize(12)
                .allSatisfy(
                        trial -> assertThat(trial.get("learningRate").isNull()).isTrue());
    }

    @Test
    void csvLeavesTheRateEmpty() {
        assertThat(CsvReport.curves(result).lines().skip(1))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).doesNotContain("NaN"))
                .anySatisfy(line -> assertThat(line).startsWith("1,baseline,1,1.0,,"));
    }
}
