package org.gradus.core.testkit;

/** Exceptions that are as broken as the code that throws them. */
public final class BrokenExceptions {
    private BrokenExceptions() {}

    /** Two exceptions that are each other's cause. */
    public static RuntimeException circular() {
        RuntimeException first = new RuntimeException("the one");
        RuntimeException second = new RuntimeException("the other", first);
        first.initCause(second);
        return second;
    }

    /** An exception that throws when it is asked what it says. */
    public static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new IllegalStateException("there is no message");
        }
    }

    /** An exception that throws when it is asked where it came from. */
    public static final class Rootless extends RuntimeException {
        private static final long serialVersionUID = 1;

        public Rootless() {
            super("rootless");
        }

        @Override
        public synchronized Throwable getCause() {
            throw new IllegalStateException("there is no cause");
        }
    }
}
