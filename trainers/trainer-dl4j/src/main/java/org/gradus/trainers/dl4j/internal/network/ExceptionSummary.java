package org.gradus.trainers.dl4j.internal.network;

/** Puts Deeplearning4j's exceptions, which can be pages long, into a line. */
final class ExceptionSummary {
    private static final int LONGEST = 300;

    private ExceptionSummary() {}

    static String of(Throwable e) {
        String message = e.getMessage();
        if (message == null || message.isBlank()) {
            return e.getClass().getSimpleName();
        }
        String line = message.lines().findFirst().orElse(message).strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }
}
