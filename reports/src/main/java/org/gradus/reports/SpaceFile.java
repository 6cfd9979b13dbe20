package org.gradus.reports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gradus.core.space.Parameter;
import org.gradus.core.space.SearchSpace;
import org.gradus.core.study.SearchException;

/**
 * A search space in a file: the array {@code space} of a {@link JsonReport}, by itself. Its form is described in
 * {@code docs/json.md} and fixed by the JSON Schema (draft 2020-12) {@value #SCHEMA}, a resource beside this class.
 *
 * <pre>{@code
 * [{"name": "learningRate", "type": "real", "min": 1e-5, "max": 1, "scale": "log"},
 *  {"name": "layers", "type": "integer", "min": 1, "max": 8},
 *  {"name": "optimizer", "type": "categorical", "values": ["sgd", "adam"]},
 *  {"name": "momentum", "type": "real", "min": 0, "max": 0.99,
 *   "condition": {"parameter": "optimizer", "values": ["sgd"]}}]
 * }</pre>
 */
public final class SpaceFile {
    /** The name of the resource with the schema. */
    public static final String SCHEMA = "space.schema.json";

    /** The longest file that is read, in bytes. */
    static final int MOST_BYTES = 1 << 20;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private SpaceFile() {}

    /**
     * Reads a space. The learning rate is the parameter {@value SearchSpace#LEARNING_RATE}; {@value SpaceReader#RATE_IN_PROTOCOL},
     * as the trainer protocol has it, means the same. Without a {@code scale} its scale is logarithmic, and that of others linear.
     *
     * @throws IllegalArgumentException naming the file, the parameter and what is wrong, if it is not such a space
     * @throws SearchException if the file cannot be read
     */
    public static SearchSpace read(Path file) {
        JsonNode array = parse(file, content(file));
        if (!array.isArray()) {
            throw wrong(file, "it is no array of parameters, but begins with " + start(array.toString()));
        }
        List<Parameter> parameters = new ArrayList<>();
        for (JsonNode parameter : array) {
            try {
                parameters.add(new SpaceReader(parameter, parameters.size() + 1).parameter());
            } catch (IllegalArgumentException e) {
                throw wrong(file, String.valueOf(e.getMessage()));
            }
        }
        try {
            return new SearchSpace(parameters);
        } catch (IllegalArgumentException e) {
            throw wrong(file, parameters.isEmpty() ? "it has no parameters" : String.valueOf(e.getMessage()));
        }
    }

    private static byte[] content(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(MOST_BYTES + 1);
            if (content.length > MOST_BYTES) {
                throw wrong(file, "it is longer than " + MOST_BYTES + " bytes\nMaybe another file was meant.");
            }
            return content;
        } catch (NoSuchFileException e) {
            throw new SearchException("there is no file " + file + " with a search space", e);
        } catch (IOException e) {
            throw new SearchException("the search space in " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static JsonNode parse(Path file, byte[] content) {
        try {
            JsonNode read = MAPPER.readTree(content);
            if (read.isMissingNode()) {
                throw wrong(file, "it is empty");
            }
            return read;
        } catch (JsonProcessingException e) {
            String where =
                    e.getLocation() == null ? "" : " in line " + e.getLocation().getLineNr();
            throw wrong(file, "it is not JSON: " + e.getOriginalMessage() + where);
        } catch (IOException e) {
            throw new SearchException("the search space in " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static String start(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    private static IllegalArgumentException wrong(Path file, String what) {
        String advice = what.contains("\nMaybe ")
                ? " The form is in docs/json.md."
                : "\nMaybe compare it with the form in docs/json.md.";
        return new IllegalArgumentException("the search space in " + file + ": " + what + advice);
    }

    /**
     * Writes a space, as {@link #read} reads it.
     *
     * @throws SearchException if the file cannot be written
     */
    public static void write(SearchSpace space, Path file) {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
        ReportFile.write(file, out -> {
            JsonGenerator json = MAPPER.getFactory().createGenerator(out).setPrettyPrinter(printer);
            new SpaceJson(json).write(space);
            json.flush();
            out.write('\n');
        });
    }
}
