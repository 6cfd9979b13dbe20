package org.gradus.reports;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.OptionalInt;
import java.util.OptionalLong;
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
        json.writeFieldName("space");
        new SpaceJson(json).write(study.space());
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
