package org.gradus.core.store;

import java.util.List;
import java.util.Optional;
import org.gradus.core.trial.StudyId;
import org.gradus.core.trial.StudyRecord;
import org.gradus.core.trial.TrialEvent;

/** Keeps studies as logs of events. What was appended is there for ever. Thread-safe. */
public interface StudyStore extends AutoCloseable {
    /**
     * Begins a study.
     *
     * @throws org.gradus.core.trial.SearchException if one of that name exists
     */
    void create(StudyRecord study);

    /** The names of all studies, in the order in which they were created. */
    List<StudyId> studies();

    /** The study of that name. */
    Optional<StudyRecord> find(StudyId id);

    /**
     * Appends events, all or none.
     *
     * @param expectedVersion how many events the writer has seen
     * @return the new version
     * @throws org.gradus.core.trial.SearchException if somebody else wrote in between
     */
    long append(StudyId id, long expectedVersion, List<TrialEvent> events);

    /** The events after a version, in order. */
    List<TrialEvent> events(StudyId id, long afterVersion);

    @Override
    void close();
}
