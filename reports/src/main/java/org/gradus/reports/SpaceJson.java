package org.gradus.reports;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Optional;
import org.gradus.core.space.CategoricalDomain;
import org.gradus.core.space.Condition;
import org.gradus.core.space.ConstantWords;
import org.gradus.core.space.Domain;
import org.gradus.core.space.IntegerDomain;
import org.gradus.core.space.Parameter;
import org.gradus.core.space.RealDomain;
import org.gradus.core.space.Scale;
import org.gradus.core.space.SearchSpace;

/** Writes what is searched, as {@link SpaceFile} reads it. */
final class SpaceJson {
    private final JsonGenerator json;

    SpaceJson(JsonGenerator json) {
        this.json = json;
    }

    void write(SearchSpace space) throws IOException {
        json.writeStartArray();
        for (Parameter parameter : space.parameters()) {
            json.writeStartObject();
            json.writeStringField("name", parameter.name());
            domain(parameter.domain());
            condition(parameter.condition());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void domain(Domain domain) throws IOException {
        json.writeStringField("type", ConstantWords.of(domain.kind()));
        switch (domain.kind()) {
            case REAL -> {
                RealDomain real = (RealDomain) domain;
                json.writeNumberField("min", real.min());
                json.writeNumberField("max", real.max());
                scale(real.scale());
            }
            case INTEGER -> {
                IntegerDomain integer = (IntegerDomain) domain;
                json.writeNumberField("min", integer.min());
                json.writeNumberField("max", integer.max());
                scale(integer.scale());
            }
            case CATEGORICAL -> new JsonFields(json).texts("values", ((CategoricalDomain) domain).values());
        }
    }

    private void scale(Scale scale) throws IOException {
        json.writeStringField("scale", ConstantWords.of(scale));
    }

    private void condition(Optional<Condition> condition) throws IOException {
        if (condition.isEmpty()) {
            json.writeNullField("condition");
            return;
        }
        json.writeObjectFieldStart("condition");
        json.writeStringField("parameter", condition.get().parameter());
        json.writeArrayFieldStart("values");
        for (Object value : condition.get().values()) {
            json.writeObject(value);
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
