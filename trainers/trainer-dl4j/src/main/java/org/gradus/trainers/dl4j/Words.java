package org.gradus.trainers.dl4j;

/** Puts Deeplearning4j's exceptions, which can be pages long, into a line. */
final class Words {
    private static final int LONGEST = 300;

    private Words() {}

    static String of(Throwable e) {
        String message = e.getMessage();
        if (message == null || message.isBlank()) {
            return e.getClass().getSimpleName();
        }
        String line = message.lines().findFirst().orElse(message).strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }
}
