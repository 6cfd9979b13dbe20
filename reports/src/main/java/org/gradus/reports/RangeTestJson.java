package org.gradus.reports;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gradus.core.curvature.Curvature;
import org.gradus.core.rangetest.RangeTestResult;
import org.gradus.core.rangetest.SweepAnalysis;
import org.gradus.core.rangetest.SweepFigure;

/** Writes range tests in the form that {@link JsonReport} documents. */
final class RangeTestJson {
    static final String SCHEMA = "range-test.schema.json";

    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private RangeTestJson() {}

    /** Writes a range test to a file, indented. */
    static void write(RangeTestResult result, Path file) {
        ObjectNode root = JsonNodeFactory.instance.objectNode().put("schemaVersion", JsonReport.SCHEMA_VERSION);
        root.setAll(of(result.analysis(), result.judgedOn(), result.curvature().map(Curvature::limit)));
        ObjectNode cost = root.putObject("cost").put("steps", result.steps());
        put(cost, "epochs", result.epochs());
        ReportFile.write(file, writer -> MAPPER.writeValue(writer, root));
    }

    /**
     * The object.
     *
     * @param limit the rate above which training cannot be stable; empty where the curvature was not measured
     */
    static ObjectNode of(SweepAnalysis analysis, SweepFigure judgedOn, Optional<OptionalDouble> limit) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        analysis.landmarks(judgedOn).forEach(named -> put(root, named.name(), named.landmark()));
        analysis.interval()
                .ifPresentOrElse(
                        interval -> root.putObject("interval")
                                .put("low", interval.low())
                                .put("lowRule", interval.lowRule().words())
                                .put("high", interval.high())
                                .put("highRule", interval.highRule().words()),
                        () -> root.putNull("interval"));
        root.put("suggestion", analysis.words());
        root.put("confident", analysis.confident());
        ArrayNode flags = root.putArray("flags");
        analysis.flags().forEach(flag -> flags.add(flag.word()));
        ObjectNode rules = root.putObject("rules");
        analysis.rules().byName().forEach((name, rate) -> put(rules, name, rate));
        root.put("judgedOn", judgedOn.word());
        limit.ifPresent(rate -> put(root, "stabilityLimit", rate));
        return root;
    }

    private static void put(ObjectNode parent, String name, Optional<SweepAnalysis.Landmark> landmark) {
        landmark.ifPresentOrElse(
                found -> parent.putObject(name)
                        .put("value", found.value())
                        .put("low", found.low())
                        .put("high", found.high()),
                () -> parent.putNull(name));
    }

    private static void put(ObjectNode parent, String name, OptionalDouble number) {
        number.ifPresentOrElse(found -> parent.put(name, found), () -> parent.putNull(name));
    }
}
