package org.gradus.reports.internal.exports;

import java.io.IOException;

/**
 * Something outside of Gradus that shows a study. It is used by one thread at a time.
 */
public interface Export {
    /** What it is, for messages: {@code the TensorBoard folder 'runs'}. */
    String words();

    /**
     * Adds what it lacks of a study. What it has already, by this process or another one, is neither repeated nor changed, so
     * that a call after a failed one completes it.
     *
     * @throws IOException if it cannot be reached or written now; a later call may succeed
     * @throws org.gradus.core.study.SearchException if it holds something else, which is left as it is
     */
    void bring(Snapshot snapshot) throws IOException, InterruptedException;
}
