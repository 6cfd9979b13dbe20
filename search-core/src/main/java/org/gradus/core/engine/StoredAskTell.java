package org.gradus.core.engine;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.gradus.core.store.jdbc.StudyStores;
import org.gradus.core.study.SearchException;
import org.gradus.core.study.StudyId;
import org.gradus.core.study.StudyRecord;

/** Opens studies that were begun by asking and telling. */
final class StoredAskTell {
    private StoredAskTell() {}

    static AskTell resume(String address, StudyId id, Duration lease, InstantSource clock) {
        TrialLeases.requireTime(lease);
        OpenedStore opened = OpenedStore.own(StudyStores.open(address), StudyStores.file(address), id);
        try {
            StudyRecord study = StoredPlan.find(opened.store(), id);
            if (!ToldTrainer.isOf(study.provenance())) {
                throw new SearchException("study '" + id + "' is trained by trainer '"
                        + study.provenance().trainer() + "', so nobody can ask for its trials or tell them"
                        + "\nMaybe name another study.");
            }
            SearchSettings settings = new SearchSettings(ToldTrainer.of(study.provenance(), study.objective()), clock);
            settings.lease = Optional.of(lease);
            return SearchStarter.resumeAskTell(opened, study, settings);
        } catch (RuntimeException | Error e) {
            opened.close();
            throw e;
        }
    }
}
