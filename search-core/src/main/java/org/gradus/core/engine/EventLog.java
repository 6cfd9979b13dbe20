package org.gradus.core.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.gradus.core.session.SearchSession;
import org.gradus.core.store.StudyStore;
import org.gradus.core.trial.StudyRecord;
import org.gradus.core.trial.TrialEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes the events of a session to its store first and to its listeners then. */
final class EventLog {
    private static final Logger LOG = LoggerFactory.getLogger(EventLog.class);

    private final StudyRecord study;
    private final StudyStore store;
    private final List<SearchListener> listeners;
    private final boolean begun;
    private long version;

    EventLog(Continuation continuation, StudyStore store, List<SearchListener> listeners) {
        this.study = continuation.study();
        this.begun = continuation.begun();
        this.version = continuation.events().size();
        this.store = store;
        this.listeners = new ArrayList<>(listeners);
    }

    void start() {
        if (!begun) {
            store.create(study);
        }
        notifyAll(listener -> listener.onStart(study));
    }

    void append(SearchSession session) {
        List<TrialEvent> events = session.drainEvents();
        if (events.isEmpty()) {
            return;
        }
        version = store.append(study.id(), version, events);
        for (TrialEvent event : events) {
            notifyAll(listener -> listener.onEvent(event, session.view()));
        }
    }

    void end(StudyResult result) {
        notifyAll(listener -> listener.onEnd(result));
    }

    private void notifyAll(Consumer<SearchListener> call) {
        for (SearchListener listener : List.copyOf(listeners)) {
            try {
                call.accept(listener);
            } catch (RuntimeException e) {
                LOG.warn(
                        "a listener threw and is not called again: {}",
                        listener.getClass().getName(),
                        e);
                listeners.remove(listener);
            }
        }
    }
}
