package org.gradus.trainers.replay;

import org.gradus.core.study.SearchException;

/** A curve table cannot be read or written; the message names the file and, where it can, line and column. */
final class CurveTableException extends SearchException {
    private static final long serialVersionUID = 1L;

    CurveTableException(String message) {
        super(message);
    }

    CurveTableException(String message, Throwable cause) {
        super(message, cause);
    }
}
