package org.gradus.core.store;

import org.gradus.core.study.SearchException;
import org.gradus.core.study.StudyId;

/** Somebody else wrote to a study first: what was to be appended is not, and must be thought over with the new events. */
public final class StaleVersionException extends SearchException {
    private static final long serialVersionUID = 1L;

    /**
     * A writer had seen fewer events than there are.
     *
     * @param version how many there are
     * @param seen how many the writer had seen
     */
    public StaleVersionException(StudyId study, long version, long seen) {
        super("study '" + study + "' is at version " + version + ", but its writer had seen " + seen
                + "\nMaybe another process works on the same study.");
    }
}
