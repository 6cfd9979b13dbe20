package org.gradus.core.study;

/** Something in the world around a search went wrong: a store, a trainer, a worker, a file. */
public class SearchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SearchException(String message) {
        super(message);
    }

    public SearchException(String message, Throwable cause) {
        super(message, cause);
    }
}
