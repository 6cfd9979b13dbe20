package org.gradus.reports.internal.words;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.stream.Collectors;
import org.gradus.core.space.Configuration;

/**
 * A configuration to be copied, with all digits of its numbers.
 *
 * @param form what it is: {@code Java}
 * @param text the configuration
 */
public record ConfigurationText(String form, String text) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static ConfigurationText java(Configuration configuration) {
        return new ConfigurationText(
                "Java",
                configuration.values().entrySet().stream()
                        .map(e -> ".set(" + literal(e.getKey()) + ", " + literal(e.getValue()) + ")")
                        .collect(Collectors.joining("", "Configuration.builder()", ".build()")));
    }

    static ConfigurationText json(Configuration configuration) {
        return new ConfigurationText("JSON", json(configuration.values()));
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers and texts can be written as JSON", e);
        }
    }

    /** A literal of Java: a long with its suffix, a text with the escapes that JSON and Java share. */
    private static String literal(Object value) {
        return value instanceof Long whole ? whole + "L" : json(value);
    }

    /** All forms. */
    static List<ConfigurationText> of(Configuration configuration) {
        return List.of(json(configuration), java(configuration));
    }
}
