package org.gradus.reports;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.gradus.core.space.CategoricalDomain;
import org.gradus.core.space.Condition;
import org.gradus.core.space.ConstantWords;
import org.gradus.core.space.Domain;
import org.gradus.core.space.IntegerDomain;
import org.gradus.core.space.Parameter;
import org.gradus.core.space.RealDomain;
import org.gradus.core.space.Scale;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.trial.Objective;
import org.gradus.core.trial.TrialPurpose;
import org.gradus.reports.internal.facts.StudyFacts;

/** Writes what fixed a study before its first trial. */
final class StudyJson {
    private final JsonGenerator json;
    private final JsonFields fields;

    StudyJson(JsonGenerator json) {
        this.json = json;
        this.fields = new JsonFields(json);
    }

    void write(StudyFacts facts) throws IOException {
        StudyRecord study = facts.result().study();
        json.writeStringField("study", study.id().toString());
        objective(study.objective());
        json.writeBooleanField("interrupted", facts.result().interrupted());
        fields.text("ended", facts.view().closed());
        space(study);
        budget(study.budget());
        settings(study.settings());
        json.writeObjectFieldStart("trainer");
        json.writeStringField("name", study.provenance().trainer());
        json.writeStringField("fingerprint", study.provenance().trainerFingerprint());
        json.writeEndObject();
    }

    private void objective(Objective objective) throws IOException {
        json.writeObjectFieldStart("objective");
        json.writeStringField("figure", objective.figure());
        json.writeStringField("direction", objective.maximize() ? "maximize" : "minimize");
        json.writeEndObject();
    }

    private void space(StudyRecord study) throws IOException {
        json.writeArrayFieldStart("space");
        for (Parameter parameter : study.space().parameters()) {
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
            case CATEGORICAL -> fields.texts("values", ((CategoricalDomain) domain).values());
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

    private void budget(StudyBudget budget) throws IOException {
        json.writeObjectFieldStart("budget");
        OptionalInt trials = budget.trials();
        if (trials.isPresent()) {
            json.writeNumberField("trials", trials.getAsInt());
        } else {
            json.writeNullField("trials");
        }
        json.writeNumberField("epochs", budget.epochs());
        OptionalLong total = budget.totalEpochs();
        if (total.isPresent()) {
            json.writeNumberField("totalEpochs", total.getAsLong());
        } else {
            json.writeNullField("totalEpochs");
        }
        json.writeEndObject();
    }

    /** All settings but strategy and policy, which {@code plan} names. */
    private void settings(StudyRecord.Settings settings) throws IOException {
        json.writeObjectFieldStart("settings");
        json.writeNumberField("seed", settings.seed());
        json.writeStringField("schedule", settings.schedule());
        json.writeNumberField("round", settings.round());
        json.writeNumberField("recordEvery", settings.recordEvery());
        json.writeNumberField("finalists", settings.finalists());
        json.writeNumberField("replicates", settings.replicates());
        json.writeStringField("ranking", settings.ranking());
        fields.texts("stopRules", settings.stopRules());
        json.writeObjectFieldStart("divergence");
        fields.number("factor", settings.divergence().factor());
        json.writeNumberField("points", settings.divergence().points());
        json.writeEndObject();
        if (settings.baseline().isPresent()) {
            fields.configuration(
                    TrialPurpose.BASELINE.word(), settings.baseline().get());
        } else {
            json.writeNullField(TrialPurpose.BASELINE.word());
        }
        json.writeEndObject();
    }
}
