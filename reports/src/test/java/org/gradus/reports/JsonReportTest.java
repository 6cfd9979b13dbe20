package org.gradus.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableList;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.ranking.GeneralizationRanking;
import org.gradus.core.ranking.RankedTrial;
import org.gradus.core.testkit.StudyBuilder;
import org.gradus.core.trial.TrialPurpose;
import org.gradus.reports.testing.Demos;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JsonReportTest {
    static Iterable<String> demos() {
        return Demos.all().keySet();
    }

    private static JsonNode json(StudyBuilder study) throws Exception {
        return new ObjectMapper()
                .readTree(JsonReport.render(new StudyResult(
                        study.study(), study.view(), new GeneralizationRanking().rank(study.view()), false)));
    }

    private static List<String> names(JsonNode node) {
        return ImmutableList.copyOf(node.fieldNames());
    }

    @Test
    void hasTheDocumentedShape() throws Exception {
        JsonNode json = json(StudyBuilder.rates(1e-5, 1, 2).completed(0.01, 0.9));
        assertThat(names(json))
                .containsExactly(
                        "schemaVersion",
                        "study",
                        "objective",
                        "interrupted",
                        "ended",
                        "space",
                        "budget",
                        "settings",
                        "trainer",
                        "plan",
                        "winner",
                        "gain",
                        "breakdown",
                        "ranking",
                        "trials",
                        "importance",
                        "cost");
        assertThat(json.path("schemaVersion").asInt()).isEqualTo(2);
    }

    @Test
    void saysHowSureTheAnswerIs() throws Exception {
        StudyResult result = Demos.usual();
        JsonNode json = new ObjectMapper().readTree(JsonReport.render(result));
        RankedTrial best = result.best();
        JsonNode winner = json.path("winner");
        assertThat(winner.path("score").path("mean").asDouble())
                .isEqualTo(best.figure().orElseThrow().mean());
        assertThat(winner.path("score").path("trainings").asInt()).isEqualTo(3);
        assertThat(winner.path("score").path("low").asDouble())
                .isLessThanOrEqualTo(winner.path("score").path("mean").asDouble());
        assertThat(winner.path("probabilityBest").asDouble())
                .isEqualTo(best.probabilityBest().orElseThrow());
        assertThat(json.at("/ranking/candidates").size())
                .isEqualTo(result.ranking().entries().size());
        assertThat(json.at("/ranking/tiedBest/0").asInt())
                .isEqualTo(best.trial().id().number());
        RankedTrial baseline = result.ranking().entries().stream()
                .filter(entry -> entry.trial().purpose() == TrialPurpose.BASELINE)
                .findFirst()
                .orElseThrow();
        assertThat(json.at("/gain/value").asDouble())
                .isEqualTo(best.figure().orElseThrow().mean()
                        - baseline.figure().orElseThrow().mean());
        assertThat(json.at("/gain/over").asInt())
                .isEqualTo(baseline.trial().id().number());
    }

    @Test
    void saysWhatWasSearchedAndHow() throws Exception {
        JsonNode json =
                new ObjectMapper().readTree(JsonReport.render(Demos.all().get("many")));
        assertThat(json.path("study").asText()).isEqualTo("two hundred");
        assertThat(json.path("objective").toString())
                .isEqualTo("{\"figure\":\"validationAccuracy\",\"direction\":\"maximize\"}");
        assertThat(json.path("space").toString())
                .isEqualTo(
                        "[{\"name\":\"learningRate\",\"type\":\"real\",\"min\":1.0E-6,\"max\":10.0,\"scale\":\"log\","
                                + "\"condition\":null},{\"name\":\"batch\",\"type\":\"integer\",\"min\":16,\"max\":256,"
                                + "\"scale\":\"log\",\"condition\":null},{\"name\":\"updater\",\"type\":\"categorical\","
                                + "\"values\":[\"sgd\",\"nesterovs\",\"adam\"],\"condition\":null}]");
        assertThat(json.at("/settings/seed").asLong()).isEqualTo(42);
        assertThat(json.at("/budget/trials").asInt()).isEqualTo(200);
        assertThat(json.path("interrupted").asBoolean()).isFalse();
    }

    @Test
    void hasEveryMetricOfAnEvaluation() throws Exception {
        StudyBuilder study = StudyBuilder.rates(1e-5, 1, 2).completed(0.01, 0.9);
        JsonNode trial = json(study).path("trials").path(0);
        assertThat(trial.at("/validation/accuracy").asDouble()).isEqualTo(0.9);
        assertThat(names(trial.path("validation"))).containsExactly("loss", "accuracy");
        assertThat(trial.path("test").isNull()).isTrue();
    }

    @Test
    void sweepsAreAnalysed() throws Exception {
        JsonNode test =
                new ObjectMapper().readTree(JsonReport.render(Demos.usual())).path("rangeTest");
        assertThat(names(test))
                .containsExactly(
                        "lrLearn",
                        "lrSteep",
                        "lrMin",
                        "lrUnstable",
                        "edge",
                        "interval",
                        "suggestion",
                        "confident",
                        "flags",
                        "rules",
                        "judgedOn");
        JsonNode sweep = new ObjectMapper()
                .readTree(JsonReport.render(Demos.usual()))
                .path("trials")
                .path(1);
        assertThat(sweep.path("purpose").asText()).isEqualTo("sweep");
        assertThat(sweep.path("learningRate").isNull()).isTrue();
        assertThat(test.path("judgedOn").asText()).isEqualTo("training-loss");
    }

    @Test
    void winnerHasTheMeansOverItsFreshSeeds() throws Exception {
        StudyBuilder study =
                StudyBuilder.rates(1e-5, 1, 2).completed(0.01, 0.95).completed(0.1, 0.5);
        study.replicate(1, 0.75).replicate(1, 0.875).test(3, 1, 0.75).test(4, 1, 0.5);
        JsonNode winner = json(study).path("winner");
        assertThat(winner.path("learningRate").asDouble()).isEqualTo(0.01);
        assertThat(winner.path("validationAccuracy").asDouble()).isEqualTo((0.75 + 0.875) / 2);
        assertThat(winner.path("testAccuracy").asDouble()).isEqualTo((0.75 + 0.5) / 2);
    }

    @Test
    void trialsSayHowTheyEnded() throws Exception {
        JsonNode trials = json(StudyBuilder.rates(1e-5, 1, 2)
                        .completed(0.01, 0.9)
                        .diverged(0.5)
                        .failed(0.1, "out of memory")
                        .replicate(1, 0.8)
                        .running(0.2, 1))
                .path("trials");
        assertThat(trials.findValuesAsText("outcome"))
                .containsExactly("completed", "diverged", "failed", "completed", "null");
        assertThat(trials.findValuesAsText("purpose"))
                .containsExactly("search", "search", "search", "replicate", "search");
        assertThat(trials.path(1).path("diagnosis").asText()).isEqualTo("diverged");
        assertThat(trials.path(2).path("reason").asText()).isEqualTo("out of memory");
        assertThat(trials.path(3).path("replicateOf").asInt()).isEqualTo(1);
        assertThat(trials.path(0).path("replicateOf").isNull()).isTrue();
        assertThat(trials.path(0).path("epochs").asInt()).isEqualTo(2);
    }

    @Test
    void withoutAWinnerItIsNull() throws Exception {
        JsonNode json = json(StudyBuilder.rates(1e-5, 1, 2).diverged(0.5));
        assertThat(json.path("winner").isNull()).isTrue();
        assertThat(json.path("trials").path(0).path("validationAccuracy").isNull())
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("demos")
    void isJsonWithoutInventedWords(String demo) throws Exception {
        String text = JsonReport.render(Demos.all().get(demo));
        assertThat(new ObjectMapper().readTree(text).path("trials").size())
                .isEqualTo(Demos.all().get(demo).view().trials().size());
        assertThat(text.replaceAll("\"(\\\\.|[^\"\\\\])*\"", "")).doesNotContain("NaN", "Infinity", "\r");
        assertThat(JsonReport.render(Demos.all().get(demo))).isEqualTo(text);
    }

    @Test
    void isWrittenToAFile(@TempDir Path directory) throws Exception {
        JsonReport.write(Demos.usual(), directory.resolve("a.json"));
        assertThat(Files.readString(directory.resolve("a.json"))).isEqualTo(JsonReport.render(Demos.usual()));
    }
}
