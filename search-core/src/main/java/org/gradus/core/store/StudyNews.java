package org.gradus.core.store;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.Set;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.trial.TrialId;

/**
 * What has happened in a study since a version.
 *
 * @param events the events after that version, in order
 * @param elsewhere trials that other living writers have, at least those of them that the events are about
 */
public record StudyNews(List<TrialEvent> events, Set<TrialId> elsewhere) {
    /** Nothing has happened. */
    public static final StudyNews NONE = new StudyNews(List.of(), Set.of());

    public StudyNews {
        events = ImmutableList.copyOf(events);
        elsewhere = ImmutableSet.copyOf(elsewhere);
    }
}
