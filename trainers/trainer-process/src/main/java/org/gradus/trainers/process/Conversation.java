package org.gradus.trainers.process;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.gradus.core.training.TrainingException;

/** Requests that are answered by one message each. */
final class Conversation {
    private Conversation() {}

    /** The program could not do what it was asked, and said so; it runs on. */
    static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }

    /**
     * Asks, and waits for the answer; ends the program if that is an error.
     *
     * @throws TrainingException if the answer is an error or of another type, or none comes in time
     */
    static Message ask(Program program, ObjectNode request, String answer, Duration limit) throws TrainingException {
        try {
            return askRefusable(program, request, answer, limit);
        } catch (RefusedException e) {
            throw program.failure(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Asks, and waits for the answer. A thread that is interrupted waits for {@link Program#GRACE} at most, and stays
     * interrupted.
     */
    static Message askRefusable(Program program, ObjectNode request, String answer, Duration limit)
            throws TrainingException, RefusedException {
        String type = request.get("type").textValue();
        program.send(request);
        boolean interrupted = false;
        long start = System.nanoTime();
        long wait = limit.toNanos();
        try {
            while (true) {
                try {
                    Message message =
                            program.next(wait - (System.nanoTime() - start), "before it answered '" + type + "'");
                    if (message == null) {
                        throw program.failure(
                                interrupted
                                        ? "interrupted while it waited for the answer to '" + type + "'"
                                        : "the program did not answer '" + type + "' within " + words(limit));
                    }
                    return checked(program, message, type, answer);
                } catch (InterruptedException e) {
                    interrupted = true;
                    wait = Math.min(wait, System.nanoTime() - start + Program.GRACE.toNanos());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Message checked(Program program, Message message, String type, String answer)
            throws TrainingException, RefusedException {
        if (message.type().equals("error")) {
            throw new RefusedException(errorWords(message));
        }
        if (!message.type().equals(answer)) {
            throw program.failure(
                    "the program answered '" + type + "' by " + message.shown() + ", not by '" + answer + "'");
        }
        return message;
    }

    /** What a program says in an error. */
    static String errorWords(Message error) {
        String words = error.fields().path("message").asText("");
        return words.isBlank() ? "the program answered with an error that has no message" : words;
    }

    private static String words(Duration limit) {
        return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }
}
