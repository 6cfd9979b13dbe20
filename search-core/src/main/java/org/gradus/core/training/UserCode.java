package org.gradus.core.training;

import java.util.concurrent.Callable;

/** Calls what the author of a model wrote. Checked exceptions become training exceptions; all others pass. */
final class UserCode {
    private UserCode() {}

    /** Calls code that may be interrupted. */
    static <T> T runInterruptibly(String what, Callable<T> code) throws TrainingException, InterruptedException {
        try {
            return code.call();
        } catch (InterruptedException | TrainingException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new TrainingException("could not " + what + ": " + e, e);
        }
    }

    /** Calls code where nobody awaits an interruption: it becomes a training exception, and the thread stays interrupted. */
    static <T> T run(String what, Callable<T> code) throws TrainingException {
        try {
            return runInterruptibly(what, code);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TrainingException("could not " + what + ": interrupted", e);
        }
    }
}
