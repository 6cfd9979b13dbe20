package org.gradus.core.store;

import org.gradus.core.study.SearchException;

/** A store cannot be reached for the moment; later it may. Whether the last append was kept is not known. */
public final class StoreUnavailableException extends SearchException {
    private static final long serialVersionUID = 1L;

    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
