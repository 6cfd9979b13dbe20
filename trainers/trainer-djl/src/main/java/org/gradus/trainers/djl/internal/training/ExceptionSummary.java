package org.gradus.trainers.djl.internal.training;

/** Puts PyTorch's exceptions, which carry its call stack, into a line. */
public final class ExceptionSummary {
    private static final int LONGEST = 300;

    private ExceptionSummary() {}

    /** The first line of the message, or the kind of exception where there is none. */
    public static String of(Throwable e) {
        String message = e.getMessage();
        if (message == null || message.isBlank()) {
            return e.getClass().getSimpleName();
        }
        String line = message.lines().findFirst().orElse(message).strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }
}
