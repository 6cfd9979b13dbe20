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

    /** Something happened and is in the view already. */
    default void onEvent(TrialEvent event, StudyView view) {}

    /** The search has ended and is ranked. */
    default void onEnd(StudyResult result) {}
}
