package org.gradus.core.engine;

import java.util.List;
import java.util.stream.Collectors;
import org.gradus.core.budget.FullBudget;
import org.gradus.core.study.SearchException;
import org.gradus.core.study.StudyRecord;

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
