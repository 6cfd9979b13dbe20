package org.gradus.core.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.gradus.core.execution.internal.FailureWords;
import org.gradus.core.study.StudyRecord;
import org.gradus.core.study.StudyView;
import org.gradus.core.study.TrialEvent;
import org.gradus.core.trial.TrialId;
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

    /**
     * Passes on events that were stored together.
     *
     * @param view the state after the last of them; trials that end by a later event have not ended for an earlier one
     */
    void happened(List<TrialEvent> events, StudyView view) {
        if (listeners.isEmpty()) {
            return;
        }
        Set<TrialId> endingLater = events.stream()
                .filter(event -> event.kind() == TrialEvent.Kind.TRIAL_ENDED)
                .flatMap(event -> event.about().stream())
                .collect(Collectors.toCollection(HashSet::new));
        StudyView now = endingLater.isEmpty() ? view : view.beforeTheEndOf(endingLater);
        for (TrialEvent event : events) {
            if (event.kind() == TrialEvent.Kind.TRIAL_ENDED) {
                event.about().ifPresent(endingLater::remove);
                now = endingLater.isEmpty() ? view : view.beforeTheEndOf(endingLater);
            }
            StudyView seen = now;
            notifyAll(listener -> listener.onEvent(event, seen));
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
