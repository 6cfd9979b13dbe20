package org.gradus.core.execution;

import org.gradus.core.execution.internal.LocalExecutor;
import org.gradus.core.training.Trainer;

/** Makes the executor of a search, which decides where its trials are trained. Thread-safe. */
@FunctionalInterface
public interface ExecutorFactory {
    /** Threads of this JVM. */
    static ExecutorFactory local() {
        return LocalExecutor::new;
    }

    /**
     * Makes an executor, which the search closes.
     *
     * @param trainer of the search; an executor of other processes trains with an equal one of theirs
     * @param parallelism how many orders run at once, at least 1: the {@link TrialExecutor#capacity}
     * @param models where models are kept
     * @throws IllegalArgumentException if parallelism is not in its range
     * @throws IllegalStateException if it cannot train with this trainer, or keep its models so
     */
    TrialExecutor create(Trainer trainer, int parallelism, ModelStorage models);
}
