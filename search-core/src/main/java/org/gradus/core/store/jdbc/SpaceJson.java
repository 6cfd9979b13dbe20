package org.gradus.core.store.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gradus.core.space.CategoricalDomain;
import org.gradus.core.space.Condition;
import org.gradus.core.space.Configuration;
import org.gradus.core.space.Domain;
import org.gradus.core.space.IntegerDomain;
import org.gradus.core.space.Parameter;
import org.gradus.core.space.RealDomain;
import org.gradus.core.space.Scale;
import org.gradus.core.space.SearchSpace;

/** Spaces and configurations as JSON. */
final class SpaceJson {
    private SpaceJson() {}

    static void write(SearchSpace space, ArrayNode array) {
        for (Parameter parameter : space.parameters()) {
            ObjectNode object = array.addObject();
            object.put("name", parameter.name());
            write(parameter.domain(), object.putObject("domain"));
            parameter.condition().ifPresent(condition -> write(condition, object.putObject("condition")));
        }
    }

    private static void write(Domain domain, ObjectNode object) {
        object.put("kind", Fields.word(domain.kind()));
        switch (domain.kind()) {
            case REAL -> {
                RealDomain real = (RealDomain) domain;
                object.put("min", real.min()).put("max", real.max()).put("scale", Fields.word(real.scale()));
            }
            case INTEGER -> {
                IntegerDomain whole = (IntegerDomain) domain;
                object.put("min", whole.min()).put("max", whole.max()).put("scale", Fields.word(whole.scale()));
            }
            case CATEGORICAL -> {
                ArrayNode values = object.putArray("values");
                ((CategoricalDomain) domain).values().forEach(values::add);
            }
        }
    }

    private static void write(Condition condition, ObjectNode object) {
        object.put("parameter", condition.parameter());
        ArrayNode values = object.putArray("values");
        for (Object value : condition.values()) {
            if (value instanceof Long whole) {
                values.add(whole);
            } else {
                values.add(value.toString());
            }
        }
    }

    static SearchSpace readSpace(List<Fields> parameters) {
        return new SearchSpace(parameters.stream()
                .map(p -> new Parameter(
                        p.text("name"),
                        readDomain(p.inner("domain")),
                        p.find("condition").map(SpaceJson::readCondition)))
                .toList());
    }

    private static Domain readDomain(Fields domain) {
        return switch (domain.word(Domain.Kind.class, "kind")) {
            case REAL -> new RealDomain(domain.number("min"), domain.number("max"), scale(domain));
            case INTEGER -> new IntegerDomain(domain.integer("min"), domain.integer("max"), scale(domain));
            case CATEGORICAL -> {
                List<String> values = new ArrayList<>();
                domain.node().path("values").forEach(value -> values.add(value.asText()));
                yield new CategoricalDomain(values);
            }
        };
    }

    private static Scale scale(Fields domain) {
        return domain.word(Scale.class, "scale");
    }

    private static Condition readCondition(Fields condition) {
        Set<Object> values = new LinkedHashSet<>();
        for (JsonNode value : condition.node().path("values")) {
            Optional.ofNullable(Fields.value(value)).ifPresent(values::add);
        }
        return new Condition(condition.text("parameter"), values);
    }

    static void write(Configuration configuration, ObjectNode object) {
        for (Map.Entry<String, Object> entry : configuration.values().entrySet()) {
            if (entry.getValue() instanceof Double real) {
                object.put(entry.getKey(), real);
            } else if (entry.getValue() instanceof Long whole) {
                object.put(entry.getKey(), whole);
            } else {
                object.put(entry.getKey(), entry.getValue().toString());
            }
        }
    }

    static Configuration readConfiguration(Fields configuration) {
        Configuration.Builder builder = Configuration.builder();
        for (Map.Entry<String, JsonNode> field : configuration.node().properties()) {
            String name = field.getKey();
            Object value = Fields.value(field.getValue());
            if (value instanceof Double real) {
                builder.set(name, real.doubleValue());
            } else if (value instanceof Long whole) {
                builder.set(name, whole.longValue());
            } else if (value instanceof String category) {
                builder.set(name, category);
            } else {
                throw new IllegalArgumentException("'" + name + "' has no value, but " + field.getValue());
            }
        }
        return builder.build();
    }
}
