package org.gradus.core.store;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.gradus.core.study.StudyId;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.study.TrialEvent;

/** Keeps studies as logs of events. What was appended is there forever. Thread-safe. */
public interface StudyStore extends AutoCloseable {
    /**
     * Begins a study.
     *
     * @throws org.gradus.core.study.SearchException if one of that name exists
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
     * @throws StaleVersionException if another writer appended in between
     * @throws StoreUnavailableException if the store cannot be reached for the moment
     * @throws org.gradus.core.study.SearchException if it cannot be written at all
     */
    long append(StudyId id, long expectedVersion, List<TrialEvent> events);

    /** The events after a version, in order. */
    List<TrialEvent> events(StudyId id, long afterVersion);

    /**
     * Joins the writers of a study.
     *
     * @param lease for how long a claim is good unless renewed, where a study can have several writers; positive
     * @throws StudyBusyException if it can have one and has it, saying what to use instead
     */
    Claims join(StudyId id, Duration lease);

    @Override
    void close();
}
