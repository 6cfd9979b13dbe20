package org.gradus.reports.model;

import java.util.ArrayList;
import java.util.List;
import org.gradus.core.space.Parameter;
import org.gradus.core.trial.Provenance;
import org.gradus.core.trial.StudyBudget;
import org.gradus.core.trial.StudyRecord;

/**
 * Something that must be the same to repeat a study.
 *
 * @param name what it is
 * @param value its value
 */
public record Setting(String name, String value) {
    /** What was searched, and how. */
    static List<Setting> ofSearch(StudyFacts facts) {
        StudyRecord study = facts.result().study();
        List<Setting> list = new ArrayList<>();
        list.add(new Setting("objective", study.objective().toString()));
        for (Parameter parameter : study.space().parameters()) {
            String condition = parameter
                    .condition()
                    .map(c -> ", if " + c.parameter() + " is one of " + c.values())
                    .orElse("");
            list.add(new Setting(parameter.name(), parameter.domain().describe() + condition));
        }
        list.addAll(ofBudget(study.budget()));
        StudyRecord.Settings settings = study.settings();
        list.add(new Setting("strategy", settings.strategy()));
        list.add(new Setting("budget policy", settings.policy()));
        list.add(new Setting("why these", settings.planReason()));
        list.add(new Setting("schedule", settings.schedule()));
        list.add(new Setting("seed", Long.toString(settings.seed())));
        list.add(new Setting("finalists", Integer.toString(settings.finalists())));
        list.add(new Setting("replicates", Integer.toString(settings.replicates())));
        settings.baseline().ifPresent(baseline -> list.add(new Setting("baseline", baseline.toString())));
        list.add(new Setting("curve recorded every", Words.count(settings.recordEvery(), "step")));
        list.add(new Setting("round", settings.round() == 0 ? "none" : Integer.toString(settings.round())));
        list.add(new Setting("ranking", settings.ranking()));
        settings.stopRules().forEach(rule -> list.add(new Setting("stop rule", rule)));
        facts.view().closed().ifPresent(reason -> list.add(new Setting("search ended because", reason)));
        return list;
    }

    private static List<Setting> ofBudget(StudyBudget budget) {
        List<Setting> list = new ArrayList<>();
        budget.trials().ifPresent(trials -> list.add(new Setting("trials", Integer.toString(trials))));
        list.add(new Setting("epochs a training", Integer.toString(budget.epochs())));
        budget.totalEpochs().ifPresent(total -> list.add(new Setting("epochs in all", Long.toString(total))));
        return list;
    }

    /** With what it was run. */
    static List<Setting> ofProvenance(StudyRecord study) {
        List<Setting> list = new ArrayList<>();
        list.add(new Setting("trainer", study.provenance().trainer()));
        list.add(new Setting("trainer fingerprint", study.provenance().trainerFingerprint()));
        study.provenance().details().forEach((name, value) -> {
            if (!name.equals(Provenance.COMMAND)) {
                list.add(new Setting(name, value));
            }
        });
        study.provenance().figures().forEach((name, value) -> list.add(new Setting(name, Double.toString(value))));
        return list;
    }
}
