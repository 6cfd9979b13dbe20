package org.gradus.examples;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gradus.core.diagnosis.SweepAnalysis;

/** What a range test says, as JSON. */
final class SweepJson {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private SweepJson() {}

    static void write(RangeTestResult result, Path file) throws IOException {
        MAPPER.writeValue(file.toFile(), of(result));
    }

    static ObjectNode of(RangeTestResult result) {
        SweepAnalysis analysis = result.analysis();
        ObjectNode root = MAPPER.createObjectNode();
        root.put("schemaVersion", 1);
        put(root, "lrLearn", analysis.learn());
        put(root, "lrSteep", analysis.steep());
        put(root, "lrMin", analysis.min());
        put(root, "lrUnstable", analysis.unstable());
        put(root, "edge", analysis.edge());
        root.putObject("interval")
                .put("low", analysis.interval().low())
                .put("high", analysis.interval().high());
        root.put("confident", analysis.confident());
        ArrayNode flags = root.putArray("flags");
        analysis.flags().forEach(flag -> flags.add(flag.name()));
        ObjectNode rules = root.putObject("rules");
        put(rules, "valley", analysis.rules().valley());
        put(rules, "slide", analysis.rules().slide());
        put(rules, "steep", analysis.rules().steep());
        put(rules, "minimum", analysis.rules().minimum());
        root.put("judgedOn", result.judgedOn());
        ObjectNode cost = root.putObject("cost").put("steps", result.steps());
        put(cost, "epochs", result.epochs());
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
