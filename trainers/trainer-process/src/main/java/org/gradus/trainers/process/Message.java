package org.gradus.trainers.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A message of a program.
 *
 * @param type what it is
 * @param fields its fields, the type among them
 * @param line the line that it was
 */
record Message(String type, ObjectNode fields, byte[] line) {
    private static final int SHOWN = 200;
    private static final long EXACT = 1L << 53;

    private static final ObjectReader READER = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    /** A line that is no message, or a field that is not what it has to be; the message follows "the program". */
    static final class WrongMessageException extends Exception {
        private static final long serialVersionUID = 1L;

        WrongMessageException(String message) {
            super(message);
        }
    }

    static Message parse(byte[] line) throws WrongMessageException {
        JsonNode node;
        try {
            node = READER.readTree(line);
        } catch (JsonProcessingException e) {
            throw noMessage(line, "wrote a line that is no JSON object: ");
        } catch (IOException e) {
            throw noMessage(line, "wrote a line that cannot be read: ");
        }
        if (!(node instanceof ObjectNode object)) {
            throw noMessage(line, "wrote a line that is no JSON object: ");
        }
        JsonNode type = object.get("type");
        if (type == null || !type.isTextual()) {
            throw noMessage(line, "wrote a message without a type: ");
        }
        return new Message(type.textValue(), object, line);
    }

    private static WrongMessageException noMessage(byte[] line, String what) {
        return new WrongMessageException(
                what + quoted(line)
                        + "\nMaybe something prints to standard output, which carries messages alone; print to standard error.");
    }

    /** The line for messages to people. */
    String shown() {
        return quoted(line);
    }

    /** The beginning of a line in quotation marks, without characters that a terminal would obey. */
    static String quoted(byte[] line) {
        String text = new String(line, 0, Math.min(line.length, 4 * SHOWN), StandardCharsets.UTF_8);
        String safe = text.replaceAll("\\p{Cntrl}", "?");
        return "'" + (safe.length() <= SHOWN ? safe : safe.substring(0, SHOWN) + "...") + "'";
    }

    WrongMessageException wrong(String what) {
        return new WrongMessageException(what + ": " + shown());
    }

    boolean has(String name) {
        return fields.hasNonNull(name);
    }

    /** A text. */
    String text(String name) throws WrongMessageException {
        JsonNode value = fields.get(name);
        if (value == null || !value.isTextual()) {
            throw wrong("wrote a '" + type + "' whose '" + name + "' is no text");
        }
        return value.textValue();
    }

    /** A whole number in [0, 2^53]. */
    long whole(String name) throws WrongMessageException {
        return whole(name, 0);
    }

    /** A whole number in [least, 2^53]. */
    long whole(String name, long least) throws WrongMessageException {
        JsonNode value = fields.get(name);
        if (value == null || !value.isNumber() || !isWhole(value.doubleValue(), least)) {
            throw wrong("wrote a '" + type + "' whose '" + name + "' is no whole number of at least " + least);
        }
        return value.longValue();
    }

    private static boolean isWhole(double value, long least) {
        return value >= least && value <= EXACT && value == Math.rint(value);
    }

    /** A number, finite or not. */
    double number(String name) throws WrongMessageException {
        return number(fields, name)
                .orElseThrow(() -> wrong("wrote a '" + type + "' whose '" + name + "' is no number"));
    }

    /** The number of that name in an object, finite or not, if there is one. */
    static Optional<Double> number(JsonNode object, String name) {
        JsonNode value = object.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value.isNumber()) {
            return Optional.of(value.doubleValue());
        }
        return switch (value.asText()) {
            case "NaN" -> Optional.of(Double.NaN);
            case "Infinity" -> Optional.of(Double.POSITIVE_INFINITY);
            case "-Infinity" -> Optional.of(Double.NEGATIVE_INFINITY);
            default -> Optional.empty();
        };
    }
}
