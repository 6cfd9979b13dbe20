package org.gradus.core.store;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradus.core.trial.SearchException;
import org.gradus.core.trial.StudyId;
import org.gradus.core.trial.StudyRecord;
import org.gradus.core.trial.TrialEvent;

/** A store that lives as long as its process. Thread-safe. */
public final class InMemoryStudyStore implements StudyStore {
    private record Log(StudyRecord study, List<TrialEvent> events) {}

    private final Map<StudyId, Log> logs = new LinkedHashMap<>();

    @Override
    public synchronized void create(StudyRecord study) {
        if (logs.containsKey(study.id())) {
            throw new SearchException("there is a study named '" + study.id() + "' already");
        }
        logs.put(study.id(), new Log(study, new ArrayList<>()));
    }

    @Override
    public synchronized List<StudyId> studies() {
        return ImmutableList.copyOf(logs.keySet());
    }

    @Override
    public synchronized Optional<StudyRecord> find(StudyId id) {
        return Optional.ofNullable(logs.get(id)).map(Log::study);
    }

    @Override
    public synchronized long append(StudyId id, long expectedVersion, List<TrialEvent> events) {
        List<TrialEvent> log = log(id);
        if (log.size() != expectedVersion) {
            throw new SearchException("study '" + id + "' is at version " + log.size() + ", but its writer had seen "
                    + expectedVersion + "\nMaybe another process works on the same study.");
        }
        log.addAll(ImmutableList.copyOf(events));
        return log.size();
    }

    @Override
    public synchronized List<TrialEvent> events(StudyId id, long afterVersion) {
        List<TrialEvent> log = log(id);
        if (!(afterVersion >= 0 && afterVersion <= log.size())) {
            throw new IllegalArgumentException(
                    "study '" + id + "' has versions 0 to " + log.size() + ", but " + afterVersion + " was asked for");
        }
        return ImmutableList.copyOf(log.subList((int) afterVersion, log.size()));
    }

    private List<TrialEvent> log(StudyId id) {
        Log log = logs.get(id);
        if (log == null) {
            throw new SearchException("there is no study named '" + id + "'");
        }
        return log.events();
    }

    @Override
    public void close() {}
}
