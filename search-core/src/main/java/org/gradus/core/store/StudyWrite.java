package org.gradus.core.store;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.Set;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.trial.TrialId;

/**
 * One step of a writer: the events that it appends to a study, and the trials that it takes and gives back with them.
 *
 * @param version how many events the writer has seen; if there are more, nothing of the step is done
 * @param events what is appended; may be empty
 * @param claims trials that are taken for this writer where no other has them
 * @param releases trials that are given back
 */
public record StudyWrite(long version, List<TrialEvent> events, Set<TrialId> claims, Set<TrialId> releases) {
    public StudyWrite {
        if (!(version >= 0)) {
            throw new IllegalArgumentException("a version must be at least 0, but was " + version);
        }
        events = ImmutableList.copyOf(events);
        claims = ImmutableSet.copyOf(claims);
        releases = ImmutableSet.copyOf(releases);
    }

    /**
     * What came of a step.
     *
     * @param done whether it was done; if not, the writer must think it over with the news
     * @param granted the trials that were taken
     * @param news what other writers did: since the version that this one had seen, if the step was not done; after the step
     *     and before the trials were taken, if it was
     */
    public record Result(boolean done, Set<TrialId> granted, StudyNews news) {
        public Result {
            granted = ImmutableSet.copyOf(granted);
        }

        /** A step that came too late. */
        public static Result stale(StudyNews news) {
            return new Result(false, Set.of(), news);
        }
    }
}
