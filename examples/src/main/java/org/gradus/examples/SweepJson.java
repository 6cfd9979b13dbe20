package org.gradus.examples;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import org.gradus.reports.RangeTestJson;

/** What a range test says, as JSON. */
final class SweepJson {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private SweepJson() {}

    static void write(RangeTestResult result, Path file) throws IOException {
        MAPPER.writeValue(file.toFile(), of(result));
    }

    static ObjectNode of(RangeTestResult result) {
        ObjectNode root = MAPPER.createObjectNode().put("schemaVersion", 1);
        root.setAll(RangeTestJson.of(result.analysis(), result.judgedOn()));
        result.curvature().ifPresent(found -> RangeTestJson.put(root, "stabilityLimit", found.limit()));
        ObjectNode cost = root.putObject("cost").put("steps", result.steps());
        RangeTestJson.put(cost, "epochs", result.epochs());
        return root;
    }
}
