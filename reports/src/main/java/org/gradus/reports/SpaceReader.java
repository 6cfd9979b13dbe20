package org.gradus.reports;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gradus.core.space.CategoricalDomain;
import org.gradus.core.space.Condition;
import org.gradus.core.space.ConstantWords;
import org.gradus.core.space.Domain;
import org.gradus.core.space.IntegerDomain;
import org.gradus.core.space.Parameter;
import org.gradus.core.space.RealDomain;
import org.gradus.core.space.Scale;
import org.gradus.core.space.SearchSpace;

/**
 * Reads a parameter of a space. What is wrong is refused, naming the parameter.
 *
 * @param node what should be a parameter
 * @param number its place in the file, from 1
 */
record SpaceReader(JsonNode node, int number) {
    /** What the learning rate is called in the trainer protocol. */
    static final String RATE_IN_PROTOCOL = "learning-rate";

    private static final Set<String> OF_NUMBERS = Set.of("name", "type", "condition", "min", "max", "scale");
    private static final Set<String> OF_CHOICES = Set.of("name", "type", "condition", "values");

    Parameter parameter() {
        if (!node.isObject()) {
            throw wrong("it must be an object, but is " + node);
        }
        String name = rate(text(node, "name"));
        Domain.Kind kind = kind(text(node, "type"));
        requireKnownFields(kind);
        return new Parameter(name, domain(name, kind), condition());
    }

    private static String rate(String name) {
        return name.equals(RATE_IN_PROTOCOL) ? SearchSpace.LEARNING_RATE : name;
    }

    private Domain.Kind kind(String word) {
        try {
            return ConstantWords.find(Domain.Kind.class, "type", word);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private void requireKnownFields(Domain.Kind kind) {
        Set<String> known = kind == Domain.Kind.CATEGORICAL ? OF_CHOICES : OF_NUMBERS;
        node.fieldNames().forEachRemaining(field -> {
            if (!known.contains(field)) {
                throw wrong("a parameter of type " + ConstantWords.of(kind) + " has no field '" + field
                        + "', only name, type, " + (kind == Domain.Kind.CATEGORICAL ? "values" : "min, max, scale")
                        + ", condition");
            }
        });
    }

    private Domain domain(String name, Domain.Kind kind) {
        Scale scale = scale(name);
        try {
            return switch (kind) {
                case REAL -> new RealDomain(real("min"), real("max"), scale);
                case INTEGER -> new IntegerDomain(whole("min"), whole("max"), scale);
                case CATEGORICAL -> new CategoricalDomain(categories());
            };
        } catch (SpaceFieldException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private Scale scale(String name) {
        if (!node.has("scale")) {
            return name.equals(SearchSpace.LEARNING_RATE) ? Scale.LOG : Scale.LINEAR;
        }
        try {
            return ConstantWords.find(Scale.class, "scale", text(node, "scale"));
        } catch (SpaceFieldException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private double real(String field) {
        JsonNode value = require(node, field);
        if (!value.isNumber()) {
            throw wrong("'" + field + "' must be a number, but is " + value);
        }
        return value.doubleValue();
    }

    private long whole(String field) {
        JsonNode value = require(node, field);
        if (!(value.isIntegralNumber() && value.canConvertToLong())) {
            throw wrong("'" + field + "' must be a whole number, but is " + value);
        }
        return value.longValue();
    }

    private List<String> categories() {
        List<String> categories = new ArrayList<>();
        for (JsonNode value : array(node, "values")) {
            if (!value.isTextual()) {
                throw wrong("'values' must be texts, but one is " + value + "\nMaybe put it into quotes.");
            }
            categories.add(value.textValue());
        }
        return categories;
    }

    private Optional<Condition> condition() {
        JsonNode condition = node.path("condition");
        if (condition.isMissingNode() || condition.isNull()) {
            return Optional.empty();
        }
        if (!condition.isObject()) {
            throw wrong("its condition must be an object, but is " + condition);
        }
        condition.fieldNames().forEachRemaining(field -> {
            if (!field.equals("parameter") && !field.equals("values")) {
                throw wrong("a condition has no field '" + field + "', only parameter, values");
            }
        });
        Set<Object> values = new LinkedHashSet<>();
        for (JsonNode value : array(condition, "values")) {
            if (value.isTextual()) {
                values.add(value.textValue());
            } else if (value.isIntegralNumber() && value.canConvertToLong()) {
                values.add(value.longValue());
            } else {
                throw wrong("the values of its condition must be texts or whole numbers, but one is " + value);
            }
        }
        if (values.isEmpty()) {
            throw wrong("its condition needs at least one value");
        }
        return Optional.of(new Condition(rate(text(condition, "parameter")), values));
    }

    private JsonNode array(JsonNode object, String field) {
        JsonNode value = require(object, field);
        if (!value.isArray()) {
            throw wrong("'" + field + "' must be an array, but is " + value);
        }
        return value;
    }

    private String text(JsonNode object, String field) {
        JsonNode value = require(object, field);
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw wrong("'" + field + "' must be a text, but is " + value);
        }
        return value.textValue();
    }

    private JsonNode require(JsonNode object, String field) {
        JsonNode value = object.path(field);
        if (value.isMissingNode()) {
            throw wrong("'" + field + "' is missing");
        }
        return value;
    }

    private SpaceFieldException wrong(String what) {
        JsonNode name = node.path("name");
        return new SpaceFieldException(
                (name.isTextual() && !name.textValue().isBlank() ? "'" + name.textValue() + "'" : "parameter " + number)
                        + ": " + what);
    }

    /** What is wrong with a parameter, which it names. */
    private static final class SpaceFieldException extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        SpaceFieldException(String message) {
            super(message);
        }
    }
}
