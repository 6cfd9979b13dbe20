package org.gradus.reports;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gradus.core.curve.Evaluation;
import org.gradus.core.space.Configuration;

/** Writes the fields of a JSON report. What was not measured, or is no finite number, is null: JSON has no other word for it. */
record JsonFields(JsonGenerator json) {
    void number(String name, OptionalDouble value) throws IOException {
        if (value.isPresent() && Double.isFinite(value.getAsDouble())) {
            json.writeNumberField(name, value.getAsDouble());
        } else {
            json.writeNullField(name);
        }
    }

    void number(String name, double value) throws IOException {
        number(name, OptionalDouble.of(value));
    }

    void text(String name, Optional<String> value) throws IOException {
        json.writeStringField(name, value.orElse(null));
    }

    void texts(String name, List<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    /** All that an evaluation measured, loss first; null where there was none. */
    void evaluation(String name, Optional<Evaluation> evaluation) throws IOException {
        if (evaluation.isEmpty()) {
            json.writeNullField(name);
            return;
        }
        json.writeObjectFieldStart(name);
        number("loss", evaluation.get().loss());
        for (Map.Entry<String, Double> metric : evaluation.get().metrics().entrySet()) {
            number(metric.getKey(), metric.getValue());
        }
        json.writeEndObject();
    }

    /** The loss and the accuracy of the validation split, each in a field of its own. */
    void validationScores(Optional<Evaluation> validation) throws IOException {
        number(
                "validationLoss",
                validation.map(e -> OptionalDouble.of(e.loss())).orElse(OptionalDouble.empty()));
        number("validationAccuracy", accuracy(validation));
    }

    static OptionalDouble accuracy(Optional<Evaluation> evaluation) {
        return evaluation.map(Evaluation::accuracy).orElse(OptionalDouble.empty());
    }

    /** All hyperparameters of a configuration by name. */
    void configuration(String name, Configuration configuration) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, Object> value : configuration.values().entrySet()) {
            json.writeObjectField(value.getKey(), value.getValue());
        }
        json.writeEndObject();
    }
}
