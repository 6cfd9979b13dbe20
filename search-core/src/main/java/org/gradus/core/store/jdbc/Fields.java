package org.gradus.core.store.jdbc;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that is read field by field. Fields that are not asked for are skipped; a field that is asked for and
 * missing is an {@link IllegalArgumentException}. Numbers that JSON cannot write are strings: {@code "NaN"},
 * {@code "Infinity"}, {@code "-Infinity"}.
 */
record Fields(JsonNode node) {
    /** Anything that was written can be read. */
    private static final StreamReadConstraints UNLIMITED = StreamReadConstraints.builder()
            .maxNameLength(Integer.MAX_VALUE)
            .maxStringLength(Integer.MAX_VALUE)
            .build();

    private static final ObjectMapper MAPPER = new JsonMapper(JsonFactory.builder()
            .streamReadConstraints(UNLIMITED)
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build());

    /** An object without fields, to be filled. */
    static ObjectNode newObject() {
        return MAPPER.createObjectNode();
    }

    /** The object itself. */
    ObjectNode object() {
        return (ObjectNode) node;
    }

    /** As JSON that every database keeps as it is. */
    static String write(ObjectNode object) {
        try {
            return wellFormed(MAPPER.writeValueAsString(object));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON can always be written", e);
        }
    }

    /** With an escape for each half of a surrogate pair that stands alone, which UTF-8 cannot have. */
    private static String wellFormed(String json) {
        StringBuilder escaped = new StringBuilder();
        int done = 0;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < json.length() && Character.isLowSurrogate(json.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                escaped.append(json, done, i).append(String.format("\\u%04x", (int) c));
                done = i + 1;
            }
        }
        return done == 0 ? json : escaped.append(json, done, json.length()).toString();
    }

    static Fields parse(String json) {
        try {
            JsonNode node = MAPPER.readTree(json);
            if (!node.isObject()) {
                throw new IllegalArgumentException("a JSON object was expected, but there was " + start(json));
            }
            return new Fields(node);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("there is no valid JSON: " + start(json), e);
        }
    }

    private static String start(String json) {
        return json.length() <= 60 ? json : json.substring(0, 60) + "...";
    }

    /** Writes a number that may be NaN or infinite. */
    static void put(ObjectNode object, String name, double value) {
        if (Double.isFinite(value)) {
            object.put(name, value);
        } else {
            object.put(name, Double.toString(value));
        }
    }

    /** Writes numbers by name. */
    static void put(ObjectNode object, Map<String, Double> values) {
        values.forEach((name, value) -> put(object, name, value));
    }

    /** Writes the word of an enum: {@code trial_proposed}. */
    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    static <E extends Enum<E>> E fromWord(Class<E> type, String word) {
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    }

    private JsonNode require(String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            throw new IllegalArgumentException("the field '" + name + "' is missing");
        }
        return value;
    }

    private static IllegalArgumentException wrong(String name, String expected, JsonNode value) {
        return new IllegalArgumentException("the field '" + name + "' must be " + expected + ", but is " + value);
    }

    boolean has(String name) {
        return node.hasNonNull(name);
    }

    String text(String name) {
        return text(name, require(name));
    }

    private static String text(String name, JsonNode value) {
        if (!value.isTextual()) {
            throw wrong(name, "text", value);
        }
        return value.textValue();
    }

    <E extends Enum<E>> E word(Class<E> type, String name) {
        return fromWord(type, text(name));
    }

    boolean flag(String name) {
        JsonNode value = require(name);
        if (!value.isBoolean()) {
            throw wrong(name, "true or false", value);
        }
        return value.booleanValue();
    }

    long integer(String name) {
        JsonNode value = require(name);
        if (!(value.isIntegralNumber() && value.canConvertToLong())) {
            throw wrong(name, "a whole number", value);
        }
        return value.longValue();
    }

    int whole(String name) {
        return Math.toIntExact(integer(name));
    }

    double number(String name) {
        return number(name, require(name));
    }

    private static double number(String name, JsonNode value) {
        if (value.isNumber()) {
            return value.doubleValue();
        }
        return switch (value.asText()) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw wrong(name, "a number", value);
        };
    }

    /** The texts of an array; none where the field is missing. */
    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        node.path(name).forEach(element -> texts.add(text(name, element)));
        return texts;
    }

    /** All fields as numbers. */
    Map<String, Double> numbers() {
        Map<String, Double> numbers = new TreeMap<>();
        node.properties().forEach(e -> numbers.put(e.getKey(), number(e.getKey(), e.getValue())));
        return numbers;
    }

    /** All fields as text. */
    Map<String, String> texts() {
        Map<String, String> texts = new TreeMap<>();
        node.fieldNames().forEachRemaining(name -> texts.put(name, text(name)));
        return texts;
    }

    Fields inner(String name) {
        JsonNode value = require(name);
        if (!value.isObject()) {
            throw wrong(name, "an object", value);
        }
        return new Fields(value);
    }

    Optional<Fields> find(String name) {
        return has(name) ? Optional.of(inner(name)) : Optional.empty();
    }

    /** The objects of an array; none where the field is missing. */
    List<Fields> list(String name) {
        List<Fields> list = new ArrayList<>();
        node.path(name).forEach(element -> list.add(new Fields(element)));
        return list;
    }

    /** A category, a whole number or a real one, as the values of a configuration are; null for anything else. */
    static @Nullable Object value(JsonNode value) {
        if (value.isTextual()) {
            return value.textValue();
        }
        if (value.isIntegralNumber()) {
            return value.longValue();
        }
        return value.isNumber() ? value.doubleValue() : null;
    }
}
