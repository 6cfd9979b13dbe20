package org.gradus.reports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.rangetest.RangeTestResult;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.trial.Trial;
import org.gradus.core.trial.TrialPurpose;
import org.gradus.reports.internal.facts.RangeTestFacts;
import org.gradus.reports.internal.facts.StudyFacts;
import org.gradus.reports.internal.facts.TrialFacts;
import org.gradus.reports.internal.importance.ParameterImportance;

/**
 * The report as JSON, for programs. Its fields are described in {@code docs/json.md} and fixed by the JSON Schema (draft 2020-12)
 * {@value #SCHEMA}, a resource beside this class:
 *
 * <pre>{@code
 * {"schemaVersion", "study", "objective", "interrupted", "ended", "space", "budget", "settings", "trainer", "plan",
 *  "winner": {"trial", "learningRate", "validationLoss", "validationAccuracy", "testAccuracy",
 *             "score": {"mean", "low", "high", "trainings"}, "probabilityBest", …},
 *  "gain", "breakdown",
 *  "ranking": {"name", "tiedBest", "tie", "warnings", "candidates": [{"rank", "trial", "score", …}]},
 *  "trials": [{"id", "purpose", "replicateOf", "learningRate", "outcome", "epochs", "validationLoss",
 *              "validationAccuracy", "train", "validation", "test", "diagnosis", …}],
 *  "importance", "cost": {"epochs", "seconds"}, "rangeTest"}
 * }</pre>
 *
 * <p>Words are in lower case, with hyphens. A number that was not measured, or is not finite, is null: JSON has no other word
 * for it, and the outcome says which. The same study gives the same bytes.
 */
public final class JsonReport {
    /** Changes when a field changes its meaning or goes; new fields do not change it. */
    public static final int SCHEMA_VERSION = 2;

    /** The name of the resource with the schema of a study; that of a range test is {@value RangeTestJson#SCHEMA}. */
    public static final String SCHEMA = "study.schema.json";

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    private static final ObjectMapper MAPPER = new ObjectMapper().disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE);

    private JsonReport() {}

    /**
     * Writes the report.
     *
     * @throws org.gradus.core.study.SearchException if the place cannot be written to
     */
    public static void write(StudyResult result, Path path) {
        StudyFacts facts = StudyFacts.of(result);
        ReportFile.write(path, out -> write(facts, out));
    }

    /**
     * Writes a range test without a study: the object of {@code rangeTest}, indented, with {@code schemaVersion} first and
     * {@code "cost": {"steps", "epochs"}} last.
     *
     * @throws org.gradus.core.study.SearchException if the place cannot be written to
     */
    public static void write(RangeTestResult result, Path path) {
        RangeTestJson.write(result, path);
    }

    /** The report as text, ending with a line feed. */
    public static String render(StudyResult result) {
        StringWriter text = new StringWriter();
        try {
            write(StudyFacts.of(result), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(StudyFacts facts, Writer out) throws IOException {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
        try (JsonGenerator json = FACTORY.createGenerator(out).setPrettyPrinter(printer)) {
            writeStudy(json, facts);
        }
        out.write('\n');
    }

    private static void writeStudy(JsonGenerator json, StudyFacts facts) throws IOException {
        RankingJson ranking = new RankingJson(json);
        json.writeStartObject();
        json.writeNumberField("schemaVersion", SCHEMA_VERSION);
        new StudyJson(json).write(facts);
        writePlan(json, facts.result().study().settings());
        ranking.winner(facts);
        ranking.gain(facts);
        ranking.breakdown(facts.breakdown());
        ranking.ranking(facts);
        json.writeArrayFieldStart("trials");
        for (TrialFacts trial : facts.trials()) {
            writeTrial(json, trial);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("importance");
        for (ParameterImportance importance : facts.importance()) {
            writeImportance(json, importance);
        }
        json.writeEndArray();
        json.writeObjectFieldStart("cost");
        json.writeNumberField("epochs", facts.result().epochsSpent());
        json.writeNumberField("seconds", facts.result().trainingMillis() / 1000.0);
        json.writeEndObject();
        if (facts.rangeTest().isPresent()) {
            json.writeFieldName("rangeTest");
            writeRangeTest(json, facts.rangeTest().get());
        }
        json.writeEndObject();
    }

    private static void writePlan(JsonGenerator json, StudyRecord.Settings settings) throws IOException {
        json.writeObjectFieldStart("plan");
        json.writeStringField("strategy", settings.strategy());
        json.writeStringField("policy", settings.policy());
        json.writeStringField("reason", settings.planReason());
        json.writeEndObject();
    }

    private static void writeRangeTest(JsonGenerator json, RangeTestFacts facts) throws IOException {
        if (facts.analysis().isEmpty()) {
            json.writeNull();
            return;
        }
        Optional<OptionalDouble> limit = facts.limitWords().isEmpty() ? Optional.empty() : Optional.of(facts.limit());
        MAPPER.writeTree(json, RangeTestJson.of(facts.analysis().get(), facts.judgedOn(), limit));
    }

    private static void writeTrial(JsonGenerator json, TrialFacts facts) throws IOException {
        JsonFields fields = new JsonFields(json);
        Trial trial = facts.trial();
        json.writeStartObject();
        json.writeNumberField("id", trial.id().number());
        json.writeStringField("purpose", trial.purpose().word());
        json.writeFieldName("replicateOf");
        if (trial.plan().replicateOf().isPresent()) {
            json.writeNumber(trial.plan().replicateOf().get().number());
        } else {
            json.writeNull();
        }
        // A sweep climbs through all rates, so it has none.
        fields.number(
                "learningRate",
                trial.purpose() == TrialPurpose.SWEEP ? OptionalDouble.empty() : RankingJson.rate(trial));
        fields.text("outcome", trial.outcome().map(outcome -> outcome.kind().word()));
        json.writeNumberField("epochs", trial.epochsTrained());
        fields.validationScores(facts.validation());
        fields.evaluation("train", facts.train());
        fields.evaluation("validation", facts.validation());
        fields.evaluation("test", trial.test());
        json.writeStringField("diagnosis", facts.diagnosis().label().word());
        json.writeStringField("evidence", facts.diagnosis().evidence());
        json.writeStringField("reason", facts.outcomeReason());
        fields.configuration("configuration", trial.configuration());
        json.writeEndObject();
    }

    private static void writeImportance(JsonGenerator json, ParameterImportance importance) throws IOException {
        JsonFields fields = new JsonFields(json);
        json.writeStartObject();
        json.writeStringField("parameter", importance.parameter());
        json.writeNumberField("trials", importance.trials());
        fields.number("share", measured(importance, ParameterImportance.Measure::share));
        fields.number("byChance", measured(importance, ParameterImportance.Measure::chance));
        fields.number("pValue", measured(importance, ParameterImportance.Measure::pValue));
        fields.text("best", importance.measure().map(ParameterImportance.Measure::best));
        json.writeEndObject();
    }

    private static OptionalDouble measured(
            ParameterImportance importance, ToDoubleFunction<ParameterImportance.Measure> figure) {
        return importance.measure().stream().mapToDouble(figure).findFirst();
    }
}
