package org.gradus.reports.internal.words;

import java.util.ArrayList;
import java.util.List;
import org.gradus.core.space.Parameter;
import org.gradus.core.study.Provenance;
import org.gradus.core.study.StudyBudget;
import org.gradus.core.study.StudyRecord;
import org.gradus.reports.internal.facts.StudyFacts;

/**
 * Something that must be the same to repeat a study.
 *
 * @param name what it is
 * @param value its value
 */
public record StudySetting(String name, String value) {
    /** What was searched, and how. */
    static List<StudySetting> ofSearch(StudyFacts facts) {
        StudyRecord study = facts.result().study();
        List<StudySetting> list = new ArrayList<>();
        list.add(new StudySetting("objective", study.objective().toString()));
        list.addAll(ofSpace(study));
        list.addAll(ofPlan(facts));
        return list;
    }

    /** The ranges that were searched. */
    static List<StudySetting> ofSpace(StudyRecord study) {
        List<StudySetting> list = new ArrayList<>();
        for (Parameter parameter : study.space().parameters()) {
            String condition = parameter
                    .condition()
                    .map(c -> ", if " + c.parameter() + " is one of " + c.values())
                    .orElse("");
            list.add(new StudySetting(parameter.name(), parameter.domain().describe() + condition));
        }
        return list;
    }

    /** How they were searched. */
    static List<StudySetting> ofPlan(StudyFacts facts) {
        StudyRecord study = facts.result().study();
        List<StudySetting> list = new ArrayList<>();
        list.addAll(ofBudget(study.budget()));
        StudyRecord.Settings settings = study.settings();
        list.add(new StudySetting("strategy", settings.strategy()));
        list.add(new StudySetting("budget policy", settings.policy()));
        list.add(new StudySetting("why these", settings.planReason()));
        list.add(new StudySetting("schedule", settings.schedule()));
        list.add(new StudySetting("seed", Long.toString(settings.seed())));
        list.add(new StudySetting("finalists", Integer.toString(settings.finalists())));
        list.add(new StudySetting("replicates", Integer.toString(settings.replicates())));
        settings.baseline().ifPresent(baseline -> list.add(new StudySetting("baseline", baseline.toString())));
        list.add(new StudySetting("curve recorded every", Phrases.count(settings.recordEvery(), "step")));
        list.add(new StudySetting("round", settings.round() == 0 ? "none" : Integer.toString(settings.round())));
        list.add(new StudySetting("ranking", settings.ranking()));
        list.add(new StudySetting("diverged", settings.divergence().toString()));
        settings.stopRules().forEach(rule -> list.add(new StudySetting("stop rule", rule)));
        facts.view().closed().ifPresent(reason -> list.add(new StudySetting("search ended because", reason)));
        return list;
    }

    private static List<StudySetting> ofBudget(StudyBudget budget) {
        List<StudySetting> list = new ArrayList<>();
        budget.trials().ifPresent(trials -> list.add(new StudySetting("trials", Integer.toString(trials))));
        list.add(new StudySetting("epochs a training", Integer.toString(budget.epochs())));
        budget.totalEpochs().ifPresent(total -> list.add(new StudySetting("epochs in all", Long.toString(total))));
        return list;
    }

    /** The trainer, the versions and the machine. */
    static List<StudySetting> ofProvenance(StudyRecord study) {
        List<StudySetting> list = new ArrayList<>();
        list.add(new StudySetting("trainer", study.provenance().trainer()));
        list.add(new StudySetting("trainer fingerprint", study.provenance().trainerFingerprint()));
        study.provenance().details().forEach((name, value) -> {
            if (!name.equals(Provenance.COMMAND)) {
                list.add(new StudySetting(name, value));
            }
        });
        study.provenance().figures().forEach((name, value) -> list.add(new StudySetting(name, Double.toString(value))));
        return list;
    }
}
