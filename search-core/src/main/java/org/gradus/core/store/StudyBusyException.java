package org.gradus.core.store;

import org.gradus.core.study.SearchException;

/** Another process writes to a study that can have one writer. It may be free in a moment. */
public final class StudyBusyException extends SearchException {
    private static final long serialVersionUID = 1L;

    public StudyBusyException(String message) {
        super(message);
    }
}
