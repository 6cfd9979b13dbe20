package org.gradus.core.store;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gradus.core.study.SearchException;
import org.gradus.core.study.StudyId;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.trial.TrialId;

/** A store that lives as long as its process. Thread-safe. */
public final class InMemoryStudyStore implements StudyStore {
    private record Log(StudyRecord study, List<TrialEvent> events) {}

    private final Map<StudyId, Log> logs = new LinkedHashMap<>();
    private final Map<StudyId, Map<TrialId, Lease>> leases = new HashMap<>();
    private final InstantSource clock;

    private record Lease(Claims holder, Instant end) {}

    /** A store whose claims last until they are released: if one worker of this process dies, all do. */
    public InMemoryStudyStore() {
        this(InstantSource.fixed(Instant.EPOCH));
    }

    /** A store whose claims end by a clock. */
    public InMemoryStudyStore(InstantSource clock) {
        this.clock = clock;
    }

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
            throw new StaleVersionException(id, log.size(), expectedVersion);
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

    /** Several engines of this process may work on one study. */
    @Override
    public Claims join(StudyId id, Duration lease) {
        return new SharedClaims(id, lease);
    }

    @Override
    public void close() {}

    /** A writer of a study: one of several in this process. */
    private final class SharedClaims implements Claims {
        private final StudyId study;
        private final Duration lease;

        SharedClaims(StudyId study, Duration lease) {
            this.study = study;
            this.lease = lease;
        }

        private Map<TrialId, Lease> held() {
            return leases.computeIfAbsent(study, id -> new HashMap<>());
        }

        private boolean isElsewhere(Lease claim) {
            return claim.holder() != this && clock.instant().isBefore(claim.end());
        }

        @Override
        public boolean isShared() {
            return true;
        }

        @Override
        public boolean claim(TrialId trial) {
            synchronized (InMemoryStudyStore.this) {
                Lease known = held().get(trial);
                if (known != null && isElsewhere(known)) {
                    return false;
                }
                held().put(trial, new Lease(this, clock.instant().plus(lease)));
                return true;
            }
        }

        @Override
        public void release(TrialId trial) {
            synchronized (InMemoryStudyStore.this) {
                held().computeIfPresent(trial, (id, known) -> known.holder() == this ? null : known);
            }
        }

        @Override
        public Set<TrialId> elsewhere() {
            synchronized (InMemoryStudyStore.this) {
                return held().entrySet().stream()
                        .filter(e -> isElsewhere(e.getValue()))
                        .map(Map.Entry::getKey)
                        .collect(ImmutableSet.toImmutableSet());
            }
        }

        @Override
        public void renew() {
            synchronized (InMemoryStudyStore.this) {
                Instant end = clock.instant().plus(lease);
                held().replaceAll((trial, known) -> known.holder() == this ? new Lease(this, end) : known);
            }
        }

        @Override
        public void close() {
            synchronized (InMemoryStudyStore.this) {
                held().values().removeIf(known -> known.holder() == this);
            }
        }
    }
}
