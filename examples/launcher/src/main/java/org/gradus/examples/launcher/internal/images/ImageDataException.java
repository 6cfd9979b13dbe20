package org.gradus.examples.launcher.internal.images;

import org.gradus.core.study.SearchException;

/** Images that cannot be used: a file is missing or damaged, or files do not fit together. The message names them. */
public final class ImageDataException extends SearchException {
    private static final long serialVersionUID = 1L;

    public ImageDataException(String message) {
        super(message);
    }

    public ImageDataException(String message, Throwable cause) {
        super(message, cause);
    }
}
