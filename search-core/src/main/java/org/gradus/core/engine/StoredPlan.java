package org.gradus.core.engine;

import java.util.List;
import java.util.stream.Collectors;
import org.gradus.core.budget.FullBudget;
import org.gradus.core.space.ScheduleFamily;
import org.gradus.core.store.StudyStore;
import org.gradus.core.study.Provenance;
import org.gradus.core.study.SearchException;
import org.gradus.core.study.StudyId;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.training.TrainerDescriptor;

/** Finds the strategy and the policy of a stored study, which knows them by their names. */
final class StoredPlan {
    private StoredPlan() {}

    /**
     * The plan of a study.
     *
     * @throws SearchException if it needs what no catalogue on the class path has
     */
    static SearchPlan of(StudyRecord study) {
        StudyRecord.Settings settings = study.settings();
        if (!settings.stopRules().isEmpty() || !settings.ranking().equals(StudyRecord.Settings.DEFAULT_RANKING)) {
            throw new SearchException("study '" + study.id()
                    + "' has stop rules or a ranking that only the program which began it knows"
                    + "\nMaybe go on with it there.");
        }
        Catalogue catalogue = Catalogue.onClassPath();
        return new SearchPlan(
                find("strategy", settings.strategy(), catalogue.strategies(), study),
                settings.policy().equals(FullBudget.NAME)
                        ? new FullBudget()
                        : find("policy", settings.policy(), catalogue.policies(), study),
                settings.planReason());
    }

    /**
     * A study of a store.
     *
     * @throws SearchException if it is not there, naming those that are
     */
    static StudyRecord find(StudyStore store, StudyId id) {
        return store.find(id)
                .orElseThrow(() -> new SearchException("the store has no study '" + id + "', but " + store.studies()
                        + "\nMaybe its name is another."));
    }

    /**
     * Refuses a trainer that would give other curves than the one which began the study.
     *
     * @throws IllegalStateException naming both
     */
    static void requireTrainer(StudyRecord study, TrainerDescriptor trainer) {
        Provenance begun = study.provenance();
        if (!begun.trainer().equals(trainer.name())) {
            throw new IllegalStateException("study '" + study.id() + "' is trained by trainer '" + begun.trainer()
                    + "', not by '" + trainer.name() + "'");
        }
        if (!begun.trainerFingerprint().equals(trainer.fingerprint())) {
            throw new IllegalStateException("study '" + study.id() + "' was begun with another trainer '"
                    + trainer.name() + "': its fingerprint, that is of network and data, was "
                    + begun.trainerFingerprint() + ", here " + trainer.fingerprint()
                    + "\nMaybe the program, its options or the data are of another version here.");
        }
    }

    /**
     * The schedule of a study.
     *
     * @throws SearchException if it is not known here
     */
    static ScheduleFamily schedule(StudyRecord study) {
        try {
            return ScheduleFamily.named(study.settings().schedule());
        } catch (IllegalArgumentException e) {
            throw new SearchException("study '" + study.id() + "' cannot go on here: " + e.getMessage(), e);
        }
    }

    private static <T> T find(String kind, String name, List<Catalogue.Entry<T>> entries, StudyRecord study) {
        return entries.stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .map(Catalogue.Entry::create)
                .orElseThrow(() -> new SearchException("study '" + study.id() + "' has the " + kind + " '" + name
                        + "', which is unknown here; known are "
                        + entries.stream().map(Catalogue.Entry::name).collect(Collectors.joining(", "))
                        + "\nMaybe go on with it in the program that began it."));
    }
}
