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
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.engine.StudyResult;
import org.gradus.core.rangetest.RangeTestResult;
import org.gradus.core.ranking.RankedTrial;
import org.gradus.core.space.LearningRate;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.trial.Trial;
import org.gradus.reports.internal.facts.RangeTestFacts;
import org.gradus.reports.internal.facts.StudyFacts;
import org.gradus.reports.internal.facts.TrialFacts;
import org.gradus.reports.internal.importance.ParameterImportance;

/**
 * The report as JSON, for programs:
 *
 * <pre>{@code
 * {"schemaVersion": 1,
 *  "winner": {"learningRate", "validationLoss", "validationAccuracy", "testAccuracy", "configuration"},
 *  "trials": [{"id", "purpose", "replicateOf", "learningRate", "outcome", "epochs",
 *              "validationLoss", "validationAccuracy", "diagnosis", "reason", "configuration"}],
 *  "importance": [{"parameter", "trials", "share", "byChance", "pValue", "best"}],
 *  "cost": {"epochs", "seconds"},
 *  "plan": {"strategy", "policy", "reason"}}
 * }</pre>
 *
 * Where sweeps were made, {@code rangeTest} follows; it is null where the sweeps cannot be analysed:
 *
 * <pre>{@code
 * {"lrLearn": {"value", "low", "high"}, "lrSteep", "lrMin", "lrUnstable", "edge",
 *  "interval": {"low", "lowRule", "high", "highRule"}, "suggestion", "confident", "flags": [],
 *  "rules": {"valley", "slide", "steep", "minimum"}, "judgedOn"}
 * }</pre>
 *
 * A rate that was not found is null, and so is an interval that cannot be suggested. Rules and suggestion are in words.
 * {@code stabilityLimit} follows where the curvature was measured.
 *
 * <p>The winner's figures are means over its trainings with fresh seeds, or those of its one training; {@code winner} is null
 * where there is none. A trial's figures are those of its last evaluation, {@code epochs} the whole epochs it was trained
 * for, {@code reason} why it ended, {@code configuration} all its hyperparameters by name. The importance of a
 * hyperparameter is a {@code share} in [0, 1]: how much of the variance of the candidates' ranks it explains by itself. It is null
 * with too few trials; with one hyperparameter the list is empty. Purposes are {@code search}, {@code sweep}, {@code replicate}, {@code baseline};
 * outcomes {@code completed}, {@code stopped}, {@code diverged}, {@code failed}, and null while it runs; diagnoses are the
 * names of {@link org.gradus.core.diagnosis.Diagnosis.Label}. A number that was not measured, or is not finite, is null:
 * JSON has no other word for it, and the outcome says which. The same study gives the same bytes.
 */
public final class JsonReport {
    /** Changes when a field changes its meaning or goes; new fields do not change it. */
    public static final int SCHEMA_VERSION = 1;

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
     * Writes a range test without a study: the object of {@code rangeTest}, indented, with {@code schemaVersion} 1 first and
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
        json.writeStartObject();
        json.writeNumberField("schemaVersion", SCHEMA_VERSION);
        json.writeFieldName("winner");
        if (facts.winner().isPresent()) {
            writeWinner(json, facts.winner().get());
        } else {
            json.writeNull();
        }
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
        write(json, "epochs", OptionalDouble.of(facts.result().epochsSpent()));
        write(json, "seconds", OptionalDouble.of(facts.result().trainingMillis() / 1000.0));
        json.writeEndObject();
        StudyRecord.Settings settings = facts.result().study().settings();
        json.writeObjectFieldStart("plan");
        json.writeStringField("strategy", settings.strategy());
        json.writeStringField("policy", settings.policy());
        json.writeStringField("reason", settings.planReason());
        json.writeEndObject();
        if (facts.rangeTest().isPresent()) {
            json.writeFieldName("rangeTest");
            writeRangeTest(json, facts.rangeTest().get());
        }
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

    private static void writeWinner(JsonGenerator json, RankedTrial winner) throws IOException {
        json.writeStartObject();
        write(json, "learningRate", rate(winner.trial()));
        writeEvaluation(json, winner.validation());
        write(json, "testAccuracy", accuracy(winner.test()));
        writeConfiguration(json, winner.trial());
        json.writeEndObject();
    }

    private static void writeTrial(JsonGenerator json, TrialFacts facts) throws IOException {
        Trial trial = facts.trial();
        json.writeStartObject();
        json.writeNumberField("id", trial.id().number());
        json.writeStringField("purpose", TrialFacts.purpose(trial));
        json.writeFieldName("replicateOf");
        if (trial.plan().replicateOf().isPresent()) {
            json.writeNumber(trial.plan().replicateOf().get().number());
        } else {
            json.writeNull();
        }
        write(json, "learningRate", rate(trial));
        json.writeStringField(
                "outcome", trial.outcome().map(o -> o.kind().word()).orElse(null));
        json.writeNumberField("epochs", trial.epochsTrained());
        writeEvaluation(json, facts.validation());
        json.writeStringField("diagnosis", facts.diagnosis().label().name());
        json.writeStringField("reason", facts.outcomeReason());
        writeConfiguration(json, trial);
        json.writeEndObject();
    }

    private static void writeConfiguration(JsonGenerator json, Trial trial) throws IOException {
        json.writeObjectFieldStart("configuration");
        for (Map.Entry<String, Object> value : trial.configuration().values().entrySet()) {
            json.writeObjectField(value.getKey(), value.getValue());
        }
        json.writeEndObject();
    }

    private static void writeImportance(JsonGenerator json, ParameterImportance importance) throws IOException {
        json.writeStartObject();
        json.writeStringField("parameter", importance.parameter());
        json.writeNumberField("trials", importance.trials());
        write(json, "share", measured(importance, ParameterImportance.Measure::share));
        write(json, "byChance", measured(importance, ParameterImportance.Measure::chance));
        write(json, "pValue", measured(importance, ParameterImportance.Measure::pValue));
        json.writeStringField("best", importance.measure().map(m -> m.best()).orElse(null));
        json.writeEndObject();
    }

    private static OptionalDouble measured(
            ParameterImportance importance, ToDoubleFunction<ParameterImportance.Measure> figure) {
        return importance.measure().stream().mapToDouble(figure).findFirst();
    }

    private static void writeEvaluation(JsonGenerator json, Optional<Evaluation> validation) throws IOException {
        write(
                json,
                "validationLoss",
                validation.map(e -> OptionalDouble.of(e.loss())).orElse(OptionalDouble.empty()));
        write(json, "validationAccuracy", accuracy(validation));
    }

    private static OptionalDouble accuracy(Optional<Evaluation> evaluation) {
        return evaluation.map(Evaluation::accuracy).orElse(OptionalDouble.empty());
    }

    private static OptionalDouble rate(Trial trial) {
        return trial.learningRate().stream().mapToDouble(LearningRate::value).findFirst();
    }

    private static void write(JsonGenerator json, String name, OptionalDouble value) throws IOException {
        if (value.isPresent() && Double.isFinite(value.getAsDouble())) {
            json.writeNumberField(name, value.getAsDouble());
        } else {
            json.writeNullField(name);
        }
    }
}
