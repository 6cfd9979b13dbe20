package org.gradus.core.store;

import com.google.common.collect.ImmutableSet;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gradus.core.study.StudyId;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.trial.TrialId;

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
     * What has happened in a study since a version, with all trials that other writers have. A store on a server answers in one
     * message; by default {@link #events} and the claims are asked one after the other.
     *
     * @param claims the part of the writer that asks, from {@link #join}
     */
    default StudyNews news(StudyId id, Claims claims, long afterVersion) {
        return new StudyNews(events(id, afterVersion), claims.elsewhere());
    }

    /**
     * As {@link #news}, and where a store has queues, the next {@link #write} of this writer is its turn: others wait with theirs,
     * so that it does not come too late. The turn ends with that write, an empty one too, or with the connection. A writer that
     * computes for long in its turn keeps all others waiting.
     *
     * @param claims the part of the writer, from {@link #join}
     */
    default StudyNews turn(StudyId id, Claims claims, long afterVersion) {
        return news(id, claims, afterVersion);
    }

    /**
     * Does a step of a writer, or nothing if others have appended since. Its events are appended all or none, and its trials are
     * given back only if they are. A store on a server does all of it in one message and one transaction; by default it is done by
     * {@link #append} and the claims, one after the other.
     *
     * @param claims the part of the writer, from {@link #join}
     * @throws StaleVersionException if there can be no other writer, and there was one
     * @throws StoreUnavailableException if the store cannot be reached for the moment; what was done is not known
     */
    default StudyWrite.Result write(StudyId id, Claims claims, StudyWrite write) {
        if (!claims.isShared()) {
            if (!write.events().isEmpty()) {
                append(id, write.version(), write.events());
            }
            return new StudyWrite.Result(true, write.claims(), StudyNews.NONE);
        }
        long version;
        try {
            version = append(id, write.version(), write.events());
        } catch (StaleVersionException e) {
            return StudyWrite.Result.stale(news(id, claims, write.version()));
        }
        Set<TrialId> granted = write.claims().stream().filter(claims::claim).collect(ImmutableSet.toImmutableSet());
        write.releases().forEach(claims::release);
        return new StudyWrite.Result(true, granted, granted.isEmpty() ? StudyNews.NONE : news(id, claims, version));
    }

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
