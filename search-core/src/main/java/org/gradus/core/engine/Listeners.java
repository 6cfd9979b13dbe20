package org.gradus.core.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.gradus.core.execution.internal.FailureWords;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.study.StudyView;
import org.gradus.core.study.TrialEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The listeners of a run. One that throws is logged and not called again: it never ends a search. */
final class Listeners {
    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private final List<SearchListener> listeners;

    Listeners(List<SearchListener> listeners) {
        this.listeners = new ArrayList<>(listeners);
    }

    void start(StudyRecord study) {
        notifyAll(listener -> listener.onStart(study));
    }

    void happened(List<TrialEvent> events, StudyView view) {
        for (TrialEvent event : events) {
            notifyAll(listener -> listener.onEvent(event, view));
        }
    }

    void end(StudyResult result) {
        notifyAll(listener -> listener.onEnd(result));
    }

    private void notifyAll(Consumer<SearchListener> call) {
        for (SearchListener listener : List.copyOf(listeners)) {
            try {
                call.accept(listener);
            } catch (Throwable e) { // Errors too: none of them is about the search, not even one of memory.
                listeners.remove(listener);
                LOG.warn(
                        "a listener threw and is not called again: {}: {}",
                        listener.getClass().getName(),
                        FailureWords.stackTrace(e));
            } finally {
                Thread.interrupted(); // A listener that interrupts its thread does not interrupt the search.
            }
        }
    }
}
