package org.gradus.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradus.core.curve.CurvePoint;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.diagnosis.Diagnosis.Label;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.rangetest.RangeTestPlan;
import org.gradus.core.rangetest.RangeTestResult;
import org.gradus.core.rangetest.SweepAnalysis.Flag;
import org.gradus.core.rangetest.SweepFigure;
import org.gradus.core.rangetest.SweepRun;
import org.gradus.core.ranking.GeneralizationRanking;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.LearningRate;
import org.gradus.core.testkit.StudyBuilder;
import org.gradus.core.trial.OutcomeKind;
import org.gradus.core.trial.TrialPurpose;
import org.gradus.reports.testing.Demos;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Validates reports against the published schemas with another library than the one that writes them. */
class JsonSchemaTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    static Iterable<String> demos() {
        return Demos.all().keySet();
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = JsonReport.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Schema schema(String id) throws IOException {
        Map<String, String> schemas = Map.of(
                "urn:gradus:study:2", resource(JsonReport.SCHEMA),
                "urn:gradus:range-test:2", resource(RangeTestJson.SCHEMA));
        return SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(schemas))
                .getSchema(SchemaLocation.of(id));
    }

    private static List<String> errors(String document) throws IOException {
        return schema("urn:gradus:study:2").validate(document, InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("demos")
    void everyReportKeepsToTheSchema(String demo) throws Exception {
        assertThat(errors(JsonReport.render(Demos.all().get(demo)))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("demos")
    void undeclaredFieldIsRefusedWhereverItStands(String demo) throws Exception {
        JsonNode report = MAPPER.readTree(JsonReport.render(Demos.all().get(demo)));
        List<String> missed = new ArrayList<>();
        visit(report, "", (path, object) -> {
            object.put("undeclared", true);
            if (errors(report.toString()).isEmpty()) {
                missed.add(path);
            }
            object.remove("undeclared");
        });
        assertThat(missed).isEmpty();
    }

    @Test
    void metricsOfTheUsersOwnAreWrittenAndThoseThatAreNotFiniteAreNull() throws Exception {
        Evaluation evaluation =
                new Evaluation(Double.POSITIVE_INFINITY, Map.of("accuracy", 0.5, "f1", 0.25, "auc", Double.NaN));
        StudyBuilder study = StudyBuilder.rates(1e-5, 1, 1)
                .completed(
                        Configuration.of(new LearningRate(0.1)),
                        List.of(new CurvePoint(10, 0.1, 2, Optional.empty(), Optional.of(evaluation))));
        String report = JsonReport.render(
                new StudyResult(study.study(), study.view(), new GeneralizationRanking().rank(study.view()), false));
        assertThat(errors(report)).isEmpty();
        assertThat(MAPPER.readTree(report).at("/trials/0/validation"))
                .isEqualTo(MAPPER.readTree("{\"loss\": null, \"accuracy\": 0.5, \"auc\": null, \"f1\": 0.25}"));
    }

    @Test
    void everyFieldButTheRangeTestIsRequired() throws Exception {
        ObjectNode report = (ObjectNode) MAPPER.readTree(JsonReport.render(Demos.usual()));
        List<String> optional = new ArrayList<>();
        for (String name : ImmutableList.copyOf(report.fieldNames())) {
            JsonNode removed = report.remove(name);
            if (errors(report.toString()).isEmpty()) {
                optional.add(name);
            }
            report.set(name, removed);
        }
        assertThat(optional).containsExactly("rangeTest");
    }

    @Test
    void rangeTestOfItsOwnKeepsToItsSchema(@TempDir Path directory) throws Exception {
        StudyResult study = Demos.usual();
        List<SweepRun> runs = SweepRun.of(study.view());
        RangeTestPlan plan = RangeTestPlan.followedBy(runs).orElseThrow();
        Path file = directory.resolve("range.json");
        JsonReport.write(RangeTestResult.of(plan, study.view(), Optional.empty()), file);
        Schema schema = schema("urn:gradus:range-test:2");
        String document = Files.readString(file);
        assertThat(schema.validate(document, InputFormat.JSON)).isEmpty();
        ObjectNode other = (ObjectNode) MAPPER.readTree(document);
        assertThat(schema.validate(other.deepCopy().put("undeclared", 1).toString(), InputFormat.JSON))
                .isNotEmpty();
        other.remove("cost");
        assertThat(schema.validate(other.toString(), InputFormat.JSON)).isNotEmpty();
    }

    @Test
    void schemasKnowTheWordsOfEveryConstant() throws Exception {
        JsonNode defs = MAPPER.readTree(resource(JsonReport.SCHEMA)).path("$defs");
        JsonNode trial = defs.path("trial").path("properties");
        JsonNode rangeTest = MAPPER.readTree(resource(RangeTestJson.SCHEMA)).at("/$defs/analysis/properties");
        assertThat(words(defs.path("diagnosis")))
                .containsExactlyElementsOf(
                        Arrays.stream(Label.values()).map(Label::word).toList());
        assertThat(words(trial.path("purpose")))
                .containsExactlyElementsOf(Arrays.stream(TrialPurpose.values())
                        .map(TrialPurpose::word)
                        .toList());
        assertThat(words(trial.path("outcome")))
                .containsAll(Arrays.stream(OutcomeKind.values())
                        .map(OutcomeKind::word)
                        .toList());
        assertThat(words(rangeTest.path("flags").path("items")))
                .containsExactlyElementsOf(
                        Arrays.stream(Flag.values()).map(Flag::word).toList());
        assertThat(words(rangeTest.path("judgedOn")))
                .containsExactlyElementsOf(Arrays.stream(SweepFigure.values())
                        .map(SweepFigure::word)
                        .toList());
    }

    private static List<String> words(JsonNode schema) {
        List<String> words = new ArrayList<>();
        schema.path("enum").forEach(word -> words.add(word.asText()));
        return words;
    }

    private interface Visitor {
        void visit(String path, ObjectNode object) throws IOException;
    }

    /** Visits the objects of a report, of each list the first, but not those whose fields the user names. */
    private static void visit(JsonNode node, String path, Visitor visitor) throws IOException {
        boolean named = path.matches(".*/(configuration|baseline|train|validation|test)");
        if (node.isArray() && !node.isEmpty()) {
            visit(node.get(0), path + "/0", visitor);
        } else if (node.isObject() && !named) {
            visitor.visit(path, (ObjectNode) node);
            for (Map.Entry<String, JsonNode> field : List.copyOf(node.properties())) {
                visit(field.getValue(), path + "/" + field.getKey(), visitor);
            }
        }
    }
}
