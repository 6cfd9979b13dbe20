package org.gradus.core.engine;

import org.gradus.core.study.StudyRecord;
import org.gradus.core.study.StudyView;
import org.gradus.core.study.TrialEvent;

/**
 * Watches a search, from the engine's thread. A listener that throws is logged and dropped; it never ends a search. Keep
 * it quick: the engine waits.
 */
public interface SearchListener {
    /** The search begins. */
    default void onStart(StudyRecord study) {}

    /**
     * Something happened.
     *
     * @param view the study with this event; a trial that ends by a later event has not ended in it, so that what is said of
     *     the best so far names no trial whose end was not reported yet
     */
    default void onEvent(TrialEvent event, StudyView view) {}

    /** The search has ended and is ranked. */
    default void onEnd(StudyResult result) {}
}
