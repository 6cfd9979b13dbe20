package org.gradus.core.store.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.gradus.core.curve.LearningCurve.Divergence;
import org.gradus.core.store.Secrets;
import org.gradus.core.study.Prior;
import org.gradus.core.study.Provenance;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.study.StudyId;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.study.WarmStart;
import org.gradus.core.trial.Objective;

/** The record of a study as JSON, without its name, which stands beside it. */
final class StudyJson {
    private StudyJson() {}

    static String write(StudyRecord study) {
        ObjectNode object = Fields.newObject();
        SpaceJson.write(study.space(), object.putArray("space"));
        object.putObject("objective")
                .put("figure", study.objective().figure())
                .put("maximize", study.objective().maximize());
        write(study.budget(), object.putObject("budget"));
        write(study.settings(), object.putObject("settings"));
        write(study.provenance(), object.putObject("provenance"));
        if (!study.warmStart().equals(WarmStart.NONE)) {
            write(study.warmStart(), object.putObject("warmStart"));
        }
        return Fields.write(object);
    }

    static void write(StudyBudget budget, ObjectNode object) {
        budget.trials().ifPresent(trials -> object.put("trials", trials));
        object.put("epochs", budget.epochs());
        budget.totalEpochs().ifPresent(epochs -> object.put("totalEpochs", epochs));
    }

    private static void write(StudyRecord.Settings settings, ObjectNode object) {
        object.put("strategy", settings.strategy())
                .put("policy", settings.policy())
                .put("planReason", settings.planReason())
                .put("ranking", settings.ranking())
                .put("schedule", settings.schedule())
                .put("seed", settings.seed())
                .put("finalists", settings.finalists())
                .put("replicates", settings.replicates())
                .put("recordEvery", settings.recordEvery())
                .put("round", settings.round());
        write(settings.stopRules(), object);
        settings.baseline().ifPresent(baseline -> SpaceJson.write(baseline, object.putObject("baseline")));
        if (!settings.divergence().equals(Divergence.DEFAULT)) {
            ObjectNode divergence = object.putObject("divergence")
                    .put("points", settings.divergence().points());
            Fields.put(divergence, "factor", settings.divergence().factor());
        }
    }

    static void write(List<String> stopRules, ObjectNode object) {
        ArrayNode rules = object.putArray("stopRules");
        stopRules.forEach(rules::add);
    }

    private static void write(Provenance provenance, ObjectNode object) {
        object.put("trainer", provenance.trainer()).put("trainerFingerprint", provenance.trainerFingerprint());
        ObjectNode details = object.putObject("details");
        provenance.details().forEach((name, value) -> details.put(name, Secrets.withoutSecrets(value)));
        Fields.put(object.putObject("figures"), provenance.figures());
    }

    /** The same record, without the secrets that its details had. */
    static String withoutSecrets(String json) {
        ObjectNode record = Fields.parse(json).object();
        if (record.path("provenance").path("details") instanceof ObjectNode details) {
            for (Map.Entry<String, JsonNode> detail : List.copyOf(details.properties())) {
                details.put(
                        detail.getKey(),
                        Secrets.withoutSecrets(detail.getValue().asText()));
            }
        }
        return Fields.write(record);
    }

    private static void write(WarmStart warmStart, ObjectNode object) {
        ArrayNode first = object.putArray("first");
        for (WarmStart.First candidate : warmStart.first()) {
            ObjectNode element = first.addObject().put("reason", candidate.reason());
            SpaceJson.write(candidate.configuration(), element.putObject("configuration"));
        }
        ArrayNode prior = object.putArray("prior");
        for (Prior.Place place : warmStart.prior().places()) {
            ObjectNode element = prior.addObject().put("weight", place.weight());
            SpaceJson.write(place.configuration(), element.putObject("configuration"));
        }
    }

    static StudyRecord read(StudyId id, String json) {
        Fields study = Fields.parse(json);
        Fields objective = study.inner("objective");
        return new StudyRecord(
                id,
                SpaceJson.readSpace(study.list("space")),
                new Objective(objective.text("figure"), objective.flag("maximize")),
                readBudget(study.inner("budget")),
                readSettings(study.inner("settings")),
                readProvenance(study.inner("provenance")),
                study.find("warmStart").map(StudyJson::readWarmStart).orElse(WarmStart.NONE));
    }

    static StudyBudget readBudget(Fields budget) {
        return new StudyBudget(
                budget.has("trials") ? OptionalInt.of(budget.whole("trials")) : OptionalInt.empty(),
                budget.whole("epochs"),
                budget.has("totalEpochs") ? OptionalLong.of(budget.integer("totalEpochs")) : OptionalLong.empty());
    }

    private static StudyRecord.Settings readSettings(Fields settings) {
        StudyRecord.Builder builder = StudyRecord.Settings.builder()
                .plan(settings.text("strategy"), settings.text("policy"), settings.text("planReason"))
                .ranking(settings.text("ranking"))
                .stopRules(settings.texts("stopRules"))
                .schedule(settings.text("schedule"))
                .seed(settings.integer("seed"))
                .finalists(settings.whole("finalists"))
                .replicates(settings.whole("replicates"))
                .recordEvery(settings.whole("recordEvery"))
                .round(settings.whole("round"));
        settings.find("baseline").map(SpaceJson::readConfiguration).ifPresent(builder::baseline);
        settings.find("divergence")
                .map(rule -> new Divergence(rule.number("factor"), rule.whole("points")))
                .ifPresent(builder::divergence);
        return builder.build();
    }

    private static Provenance readProvenance(Fields provenance) {
        return new Provenance(
                provenance.text("trainer"),
                provenance.text("trainerFingerprint"),
                provenance.inner("details").texts(),
                provenance.inner("figures").numbers());
    }

    private static WarmStart readWarmStart(Fields warmStart) {
        return new WarmStart(
                warmStart.list("first").stream()
                        .map(candidate -> new WarmStart.First(
                                SpaceJson.readConfiguration(candidate.inner("configuration")),
                                candidate.text("reason")))
                        .toList(),
                new Prior(warmStart.list("prior").stream()
                        .map(place -> new Prior.Place(
                                SpaceJson.readConfiguration(place.inner("configuration")), place.number("weight")))
                        .toList()));
    }
}
