package org.gradus.examples.launcher;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gradus.reports.JsonReport;

/** Holds the JSON files of the launcher to the published schemas. */
public final class ReportSchema {
    private ReportSchema() {}

    /** What the report of a study breaks of its schema. */
    public static List<String> errorsOfStudy(Path file) throws IOException {
        return errors("urn:gradus:study:" + JsonReport.SCHEMA_VERSION, file);
    }

    /** What the report of a range test breaks of its schema. */
    public static List<String> errorsOfRangeTest(Path file) throws IOException {
        return errors("urn:gradus:range-test:" + JsonReport.SCHEMA_VERSION, file);
    }

    private static List<String> errors(String schema, Path file) throws IOException {
        return SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(ReportSchema::text))
                .getSchema(SchemaLocation.of(schema))
                .validate(Files.readString(file), InputFormat.JSON)
                .stream()
                .map(Object::toString)
                .toList();
    }

    private static String text(String id) {
        String name = id.split(":")[2] + ".schema.json";
        try (InputStream in = JsonReport.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(name, e);
        }
    }
}
