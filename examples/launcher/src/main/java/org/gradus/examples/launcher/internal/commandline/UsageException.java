package org.gradus.examples.launcher.internal.commandline;

/** What was asked for cannot be done: exit code 2. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(message);
    }

    public UsageException(RuntimeException cause) {
        super(cause.getMessage(), cause);
    }
}
