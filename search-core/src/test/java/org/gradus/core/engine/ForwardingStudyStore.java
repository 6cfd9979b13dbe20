package org.gradus.core.engine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.gradus.core.store.Claims;
import org.gradus.core.store.StudyStore;
import org.gradus.core.study.StudyId;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.study.TrialEvent;

/** A store that passes everything on, for tests that put something in between. */
class ForwardingStudyStore implements StudyStore {
    private final StudyStore inner;

    ForwardingStudyStore(StudyStore inner) {
        this.inner = inner;
    }

    @Override
    public void create(StudyRecord study) {
        inner.create(study);
    }

    @Override
    public List<StudyId> studies() {
        return inner.studies();
    }

    @Override
    public Optional<StudyRecord> find(StudyId id) {
        return inner.find(id);
    }

    @Override
    public long append(StudyId id, long expectedVersion, List<TrialEvent> events) {
        return inner.append(id, expectedVersion, events);
    }

    @Override
    public List<TrialEvent> events(StudyId id, long afterVersion) {
        return inner.events(id, afterVersion);
    }

    @Override
    public Claims join(StudyId id, Duration lease) {
        return inner.join(id, lease);
    }

    @Override
    public void close() {
        inner.close();
    }
}
