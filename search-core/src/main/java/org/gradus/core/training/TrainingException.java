package org.gradus.core.training;

/** A training cannot start or go on. It fails its trial; the search continues. */
public class TrainingException extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_SUMMARY = 300;

    public TrainingException(String message) {
        super(message);
    }

    public TrainingException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * A line about an exception of a library, whose message can be pages long: the first line of the message, cut after
     * {@value #LONGEST_SUMMARY} characters, or the kind of the exception where there is none.
     */
    public static String summary(Throwable cause) {
        String message = cause.getMessage();
        if (message == null || message.isBlank()) {
            return cause.getClass().getSimpleName();
        }
        String line = message.lines().findFirst().orElse(message).strip();
        return line.length() <= LONGEST_SUMMARY ? line : line.substring(0, LONGEST_SUMMARY) + "...";
    }
}
