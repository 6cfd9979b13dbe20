package org.gradus.reports.internal.exports.optuna;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gradus.core.space.Condition;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.Scale;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.study.SearchException;
import org.gradus.core.trial.Objective;
import org.gradus.reports.OptunaJournal;
import org.gradus.reports.testing.DemoStudy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The expected lines are those that optuna 5.0.0 wrote for the same distributions and trials. */
class OptunaExportTest {
    @TempDir
    Path folder;

    private static DemoStudy begun() {
        return DemoStudy.ofRates("demo", 1e-5, 1, 8, 4)
                .sweep(1e-5, 1, 60, 3)
                .search(1e-3)
                .search(9.0 / 10)
                .failed(1e-4, "out of memory");
    }

    private static DemoStudy complete() {
        return begun().search(3e-3).baseline(1e-2).replicates(2, 2).closed("all trials are done");
    }

    private Path journal() {
        return folder.resolve("journal.log");
    }

    private List<JsonNode> lines(int operation) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(journal())) {
            JsonNode node = new ObjectMapper().readTree(line);
            if (node.get("op_code").asInt() == operation) {
                lines.add(node);
            }
        }
        return lines;
    }

    @Test
    void candidatesAloneAreTrials() throws IOException {
        OptunaJournal.write(complete().result(), journal());

        assertThat(lines(4))
                .extracting(line -> line.at("/user_attrs/gradus:trial").asInt())
                .containsExactly(2, 3, 4, 5);
        assertThat(lines(6)).extracting(line -> line.get("state").asInt()).containsExactly(1, 3, 3, 1);
    }

    @Test
    void distributionsAreWrittenAsOptunaWritesThem() throws IOException {
        SearchSpace space = SearchSpace.builder()
                .learningRate(1e-5, 1)
                .integer("batch", 16, 128, Scale.LOG)
                .categorical("updater", "sgd", "nesterovs")
                .real("momentum", 0.5, 0.99, Scale.LINEAR)
                .when(Condition.when("updater", "nesterovs"))
                .build();
        Configuration with = Configuration.builder()
                .set("learningRate", 1e-3)
                .set("batch", 32)
                .set("updater", "nesterovs")
                .set("momentum", 0.9)
                .build();
        Configuration without = Configuration.builder()
                .set("learningRate", 2e-3)
                .set("batch", 64)
                .set("updater", "sgd")
                .build();
        OptunaJournal.write(
                new DemoStudy("mixed", space, Objective.maximize("validationAccuracy"), 2, 4)
                        .search(with, 4)
                        .search(without, 2)
                        .result(),
                journal());

        JsonNode first = lines(4).get(0);
        JsonNode distributions = first.get("distributions");
        assertThat(distributions.get("learningRate").asText().replace(" ", ""))
                .isEqualTo(
                        "{\"name\":\"FloatDistribution\",\"attributes\":{\"step\":null,\"low\":1.0E-5,\"high\":1.0,\"log\":true}}");
        assertThat(distributions.get("batch").asText().replace(" ", ""))
                .isEqualTo(
                        "{\"name\":\"IntDistribution\",\"attributes\":{\"log\":true,\"step\":1,\"low\":16,\"high\":128}}");
        assertThat(distributions.get("updater").asText().replace(" ", ""))
                .isEqualTo(
                        "{\"name\":\"CategoricalDistribution\",\"attributes\":{\"choices\":[\"sgd\",\"nesterovs\"]}}");
        assertThat(first.at("/params/updater").asDouble()).isEqualTo(1);
        assertThat(lines(4).get(1).get("params").has("momentum")).isFalse();
        assertThat(lines(6)).extracting(line -> line.get("state").asInt()).containsExactly(1, 2);
    }

    @Test
    void aLaterExportAddsWhatIsNewAndNothingTwice() throws IOException {
        OptunaJournal.write(begun().running(3e-3, 2).interrupted(), journal());
        assertThat(lines(6)).hasSize(3);
        OptunaJournal.write(complete().result(), journal());
        String once = Files.readString(journal());
        OptunaJournal.write(complete().result(), journal());

        assertThat(Files.readString(journal())).isEqualTo(once);
        assertThat(lines(4)).hasSize(4);
        assertThat(lines(7))
                .extracting(line -> line.get("trial_id") + " " + line.get("step"))
                .doesNotHaveDuplicates();
        assertThat(lines(6)).hasSize(4);
    }

    @Test
    void aLineThatAKilledProcessLeftIsCutOff() throws IOException {
        OptunaJournal.write(complete().result(), journal());
        String whole = Files.readString(journal());
        Files.writeString(journal(), whole + "{\"op_code\":8,\"wor");
        OptunaJournal.write(complete().result(), journal());

        assertThat(Files.readString(journal())).isEqualTo(whole);
    }

    @Test
    void studiesOfOthersAreLeftAsTheyAre() throws IOException {
        String other = "{\"op_code\":0,\"worker_id\":\"a\",\"study_name\":\"other\",\"directions\":[1]}\n"
                + "{\"op_code\":4,\"worker_id\":\"a\",\"study_id\":0,\"datetime_start\":\"2026-01-01T00:00:00.000000+00:00\"}\n"
                + "{\"op_code\":7,\"worker_id\":\"a\",\"trial_id\":0,\"step\":1,\"intermediate_value\":NaN}\n";
        Files.writeString(journal(), other);
        OptunaJournal.write(complete().result(), journal());

        String all = Files.readString(journal());
        assertThat(all).startsWith(other);
        String ours = all.substring(other.length());
        assertThat(ours).contains("\"study_id\":1").doesNotContain("\"study_id\":0");
        assertThat(ours).contains("\"trial_id\":1,").doesNotContain("\"trial_id\":0,");
    }

    @Test
    void whatIsNoJournalOrHasAnotherStudyOfThatNameIsRefused() throws IOException {
        Files.writeString(
                journal(), "{\"op_code\":0,\"worker_id\":\"a\",\"study_name\":\"demo\",\"directions\":[1]}\n");
        assertThatThrownBy(() -> OptunaJournal.write(complete().result(), journal()))
                .isInstanceOf(SearchException.class)
                .hasMessageContaining("has another study named 'demo'");

        Path text = Files.writeString(folder.resolve("notes.txt"), "shopping list");
        assertThatThrownBy(() -> OptunaJournal.write(complete().result(), text))
                .isInstanceOf(SearchException.class)
                .hasMessageContaining("is no journal of Optuna");
        assertThat(text).hasContent("shopping list");

        assertThatThrownBy(() -> OptunaJournal.write(complete().result(), folder))
                .isInstanceOf(SearchException.class)
                .hasMessageContaining("is a folder");
        Path nowhere = folder.resolve("missing").resolve("journal.log");
        assertThatThrownBy(() -> OptunaJournal.write(complete().result(), nowhere))
                .isInstanceOf(SearchException.class)
                .hasMessageContaining("missing");
    }
}
